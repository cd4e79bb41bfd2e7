"""Language models, embedded or remote. Only this package imports their SDKs and xllamacpp."""
