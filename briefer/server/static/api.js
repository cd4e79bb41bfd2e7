// Calls of the API; an error has the words of its problem.

export class ApiError extends Error {
  constructor(problem) {
    super(problem.detail);
    this.title = problem.title;
  }
}

export async function call(method, path, options = {}) {
  let reply;
  try {
    reply = await fetch(path, { method, ...options });
  } catch {
    throw new ApiError({
      title: "The server cannot be reached",
      detail: "check that 'briefer serve' still runs, then try again",
    });
  }
  if (reply.status === 401) {
    location.assign("/login");
  }
  if (reply.status === 204) {
    return null;
  }
  const isJson = (reply.headers.get("content-type") || "").includes("json");
  const body = isJson ? await reply.json() : null;
  if (!reply.ok) {
    throw new ApiError(body || { title: `Error ${reply.status}`, detail: "try again" });
  }
  return body;
}

export function sentence(text) {
  const words = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
