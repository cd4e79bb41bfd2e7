"""What a browser does not show is no part of an article; what it shows stays."""

import pytest
from lxml.html import document_fromstring

from briefer.source.visibility.hidden_text import drop_hidden

SECRET = "the bridge is perfectly safe"

_HIDING_STYLES = """
display:/**/none
d\\69splay:none
DISPLAY:NONE
display:none!important
display:none;display:gone
display:none;display:
--off:none;display:var(--off)
display:var(--unset,none)
visibility:hidden
visibility:collapse
content-visibility:hidden
opacity:0%
opacity:calc(1 - 1)
opacity:0.000000000000000001
filter:opacity(0)
font:0/0 a
font-size:0
font-size:calc(1px * 0)
zoom:.01
color:white
color:rgba(0,0,0,0)
color:rgb(255 255 255)
color:hsl(0 0% 100%)
color:hwb(0 100% 0)
color:oklch(100% 0 0)
color:color(srgb 1 1 1)
color:transparent
color:canvas
-webkit-text-fill-color:transparent
background:linear-gradient(#fff,#fff);color:#fff
mask:linear-gradient(transparent,transparent)
-webkit-mask-image:linear-gradient(#0000,#0000)
clip-path:inset(50%)
clip-path:inset(0 100% 0 0)
clip-path:circle(0)
clip-path:ellipse(0 0)
clip-path:polygon(0 0,0 0,0 0)
position:absolute;clip:rect(0 0 0 0)
position:absolute;clip:rect(1px,1px,1px,1px)
height:0;overflow:hidden
max-height:0;overflow:clip
width:1px;height:1px;overflow:hidden
line-height:0;overflow:hidden
position:absolute;left:-9999px
position:absolute;right:-9999px
position:absolute;right:9999px
position:absolute;top:-9999px
position:fixed;bottom:-9999px
position:absolute;inset:auto auto auto -9999px
position:relative;left:-999em
margin-left:-9999px
margin:0 0 0 -999em
transform:translateX(-9999px)
transform:translate(-100vw)
transform:translate3d(-9999px,0,0)
transform:scale(0)
transform:scaleX(0)
transform:rotateY(90deg)
transform:rotateX(.25turn)
transform:matrix(0,0,0,0,0,0)
translate:-9999px
scale:0
rotate:y 90deg
text-indent:-9999px
text-indent:100%;white-space:nowrap;overflow:hidden
opacity:calc(sin(0))
font-size:round(down,.4px,1px)
color:light-dark(#fff,#000)
color:color-mix(in srgb,red,transparent 100%)
color:rgb(from white r g b)
color:rgba(from black r g b / 0)
color:color(display-p3 1 1 1)
color:red;background:currentcolor
position:absolute;left:-9999px;left:-9999zz
position:absolute;bottom:200vh
position:absolute;right:100vw
transform:skewX(90deg)
rotate:1 0 0 90deg
backface-visibility:hidden;transform:rotateY(180deg)
clip-path:path('M0 0')
mask:linear-gradient(#000,#000);mask-size:0 0
filter:brightness(0) invert(1)
height:0;contain:paint
display:none;all:foo
display:none;all:initial none
color:#fff;-webkit-text-stroke:0 #000
color:#fff;-webkit-text-stroke-color:#000
color:#fff;text-shadow:-9999px 0 #000
color:#fff;box-shadow:inset 0 0 0 0 #000
color:#fff;box-shadow:inset 0 0 0 0 #000,5px 5px #fff
color:#fff;color:rgb(from x)
color:#fff;color:rgb(from)
color:#fff;color:rgb(from black x y z)
color:#fff;color:color-mix(x)
color:#fff;color:color-mix(in x,red,red)
color:#fff;color:device-cmyk()
color:#fff;color:light-dark(black)
color:#fff;color:color()
height:20px;overflow:hidden;padding-top:60px;box-sizing:border-box
""".strip().splitlines()

HIDDEN = [
    f"<meter min=0 max=9 value=3><b>{SECRET}</b></meter>",
    f"<progress value=.4>{SECRET}</progress>",
    f"<style type=TEXT/CSS>.q{{display:none}}</style><p class=q>{SECRET}</p>",
    *(f'<p style="{style}">{SECRET}</p>' for style in _HIDING_STYLES),
    *(
        f"<style>{sheet}</style><div class=a><p class=q id=i data-x>{SECRET}</p></div>"
        for sheet in (
            ".q{display:none}",
            ".Q, .q{display:none}",
            "/* .q{} */ .q{color:#fff}",
            "p:nth-child(1){opacity:0}",
            "[data-x]{visibility:hidden}",
            "div > p:not(.r, .s){font-size:0}",
            "@media screen{.q{display:none}}",
            "@media (min-width:600px) and (max-width:2000px){.q{display:none}}",
            "@media not print{.q{display:none}}",
            "@media (width >= 600px){.q{display:none}}",
            "@layer base{.q{display:none}}",
            "@supports (display:grid){.q{display:none}}",
            ".a{.q{display:none}}",
            ".a{& .q{display:none}}",
            ".a{@media screen{.q{display:none}}}",
            ":root{--paper:#fff}.q{color:var(--paper)}",
            ".q{display:block}#i{display:none}",
            ".q{display:none!important}#i{display:block}",
            "@import url('data:text/css,.q%7Bdisplay:none%7D');",
            ".q:read-only{display:none}",
            ".q:is(p,:unknown){display:none}",
            ".q, ::-webkit-unknown{display:none}",
            "@scope (.a){:scope > p{display:none}}",
            "@layer a,b;@layer b{.q{display:none}}@layer a{#i{display:block}}",
            "@layer a{.q{display:none!important}}.q{display:block!important}",
            "@layer a{.q{display:none}}.q{display:block;display:revert-layer}",
            "body{background:#fff}.q{color:transparent;background:#fff;background-clip:text}",
            "@property --d{syntax:'*';inherits:true;initial-value:none}.q{display:var(--d)}",
            "@keyframes h{to{opacity:0}}.q{animation:h .01s forwards}",
            ".a{container-type:inline-size}@container (width > 9px){.q{display:none}}",
            "@supports selector(:has(a)){.q{display:none}}",
            "@keyframes s{to{opacity:1}}.q{opacity:0;animation:s 99999s forwards}",
            "@keyframes s{to{opacity:1}}.q{opacity:0;animation:s 1ms forwards;animation-delay:99s}",
            "@keyframes s{to{opacity:1}}.q{opacity:0;animation:s 1ms forwards paused}",
            "@keyframes s{to{opacity:1}}.q{opacity:0;animation:s 1ms 0 forwards}",
            "@keyframes s{to{opacity:1}}.q{opacity:0;animation:s 1ms forwards reverse}",
            "@keyframes s{to{opacity:1}}.q{opacity:0;animation:s 1ms forwards;animation-name:none}",
            "@keyframes s{to{opacity:1}}.q{opacity:0;animation:s 1ms 2 alternate forwards}",
            "@keyframes s{from{opacity:0}}.q{animation:s 99999s}",
            "@keyframes s{from{opacity:0}}.q{animation:s 1ms paused}",
            "@keyframes s{from{opacity:0}}.q{animation:s 1ms reverse forwards}",
            "@keyframes s{to{opacity:1!important}}.q{opacity:0;animation:s 1ms forwards}",
            "@keyframes s{to{display:block}}.q{display:none;animation:s 1ms forwards}",
            "@keyframes s{from,to{opacity:1}}.q{display:none;animation:s 1s infinite}",
            ":root{--c:block}.a{--c:none}.q{display:var(--c)}",
            (
                "@property --c{syntax:'*';inherits:true;initial-value:block}.a{--c:none}"
                ".q{display:var(--c)}"
            ),
            (
                ".a{position:relative}.q{color:#fff;position:relative}"
                ".a::before{content:'';position:absolute;background:#000}"
            ),
            (
                ".a{position:relative}.q{color:#fff;position:relative}"
                ".a::before{content:'';position:absolute;background:#000;left:0;right:0;height:0}"
            ),
        )
    ),
    f"<style>.q{{display:none!important}}</style><p class=q style='display:block'>{SECRET}</p>",
    f"<link rel=stylesheet href='data:text/css,.q{{display:none}}'><p class=q>{SECRET}</p>",
    *(
        f"<link rel=stylesheet type='{kind}' href='data:text/css,.q{{display:none}}'>"
        f"<p class=q>{SECRET}</p>"
        for kind in ("text/css; charset=utf-8", " text/css ", ";charset=utf-8")
    ),
    (
        "<link rel=stylesheet href='data:text/css;base64,LnF7ZGlzcGxheTpub25lfQ=='>"
        f"<p class=q>{SECRET}</p>"
    ),
    f"<p hidden>{SECRET}</p>",
    f"<p hidden=until-found>{SECRET}</p>",
    f"<template>{SECRET}</template>",
    f"<div><template shadowrootmode=open><p>Talks.</p></template><p>{SECRET}</p></div>",
    f"<div><template shadowrootmode=open><p>Talks.</p></template>{SECRET}</div>",
    f"<p><template shadowrootmode=closed><slot name=a></slot></template><i slot=b>{SECRET}</i></p>",
    f"<dialog>{SECRET}</dialog>",
    f"<div popover>{SECRET}</div>",
    f"<video>{SECRET}</video>",
    f"<details><summary>More</summary>{SECRET}</details>",
    f"<details><p>{SECRET}</p></details>",
    f"<font color=white>{SECRET}</font>",
    f"<p style='visibility:hidden'>To <b>{SECRET}</b> all</p>",
    f"<div style='font-size:0'><p>{SECRET}</p></div>",
    f"<div style='background:#fff'><p style='position:relative;z-index:-1'>{SECRET}</p></div>",
    f"<div hidden>{f'{SECRET}. ' * 50}</div>",
    f"<font color=ffffff>{SECRET}</font>",
    f"<table><col style='visibility:collapse'><col><tr><td>{SECRET}<td>x</table>",
    f"<table><col style='visibility:collapse' span=0><col><tr><td>{SECRET}<td>x</table>",
    f"<div style='overflow:hidden;height:40px'><p style='margin-top:500px'>{SECRET}</p></div>",
    (
        "<div style='display:grid;grid-template-rows:0fr'>"
        f"<p style='overflow:hidden;margin:0'>{SECRET}</p></div>"
    ),
    f"<div style='background:#fff;filter:invert(1)'><p style='color:#fff'>{SECRET}</p></div>",
    f"<p style='color:#fff;text-shadow:0 0 2px #fff'>{SECRET}</p>",
]

# A browser paints these, but no eye can read them, or only after scrolling to an empty place.
UNREADABLE = [
    *(
        f'<p style="{style}">{SECRET}</p>'
        for style in (
            "opacity:.01",
            "filter:blur(40px)",
            "font-size:.01em",
            "font-size:1px",
            "font-size:min(1px, 2em)",
            "color:#fefefe",
            "color:#eef;background:#ddf;opacity:.9;color:#dde",
            "background:#123;color:#112233",
            "letter-spacing:-1em",
            "position:absolute;left:9999px",
        )
    ),
    f"<table bgcolor=black><tr><td style='color:#000'>{SECRET}</td></tr></table>",
    f"<div style='opacity:.3'><p style='opacity:.3'>{SECRET}</p></div>",
]

_VISIBLE_STYLES = """
opacity:.5
color:#999
color:#fff;background:#000
color:transparent;background:linear-gradient(red,blue);-webkit-background-clip:text
height:0
top:-9999px
left:-9999px
position:sticky;top:-9999px
clip:rect(0 0 0 0)
clip-path:inset(0 0 10% 0)
display:none;display:block
display:gone
display:none{
font-size:.8rem
font-size:1
opacity:x
text-indent:2em
margin-left:-20px
position:absolute;left:50%;transform:translate(-50%,-50%)
width:300px;overflow:hidden
display:none none
display:none;all:initial
color:oklch(50% .1 200)
color:#fff;text-shadow:0 0 3px #000
color:#fff;-webkit-text-stroke:1px #000
color:#fff;-webkit-text-stroke-width:thin;-webkit-text-stroke-color:#000
color:#fff;text-shadow:-9999px 0 #000,1px 1px #000
color:#fff;color:rgb(from black r g b)
color:#fff;color:color-mix(in srgb,red 50%,black)
color:#fff;color:color(from red srgb r g b)
height:1px;min-height:60px;overflow:hidden
height:0;overflow:hidden;padding:20px
filter:invert(.2)
font:0
font:italic 0/1
""".strip().splitlines()

VISIBLE = [
    (
        "<link rel=stylesheet type=text/less href='data:text/css,.q{display:none}'>"
        f"<p class=q>{SECRET}</p>"
    ),
    f"<style type=' text/css '>.q{{display:none}}</style><p class=q>{SECRET}</p>",
    f"<style type=text/less>.q{{display:none}}</style><p class=q>{SECRET}</p>",
    f"<style type=text/template>p{{opacity:0}}</style><p>{SECRET}</p>",
    *(f'<p style="{style}">{SECRET}</p>' for style in _VISIBLE_STYLES),
    *(
        f"<style>{sheet}</style><div class=a><p class='q r'>{SECRET}</p></div>"
        for sheet in (
            "@media print{.q{display:none}}",
            "@media (max-width:600px){.q{display:none}}",
            "@media (prefers-color-scheme:dark){.q{color:#fff}}",
            "@supports not (display:grid){.q{display:none}}",
            ".q{display:none}.r{display:block}",
            ".q:hover{display:none}",
            ".q::before{display:none}",
            ".other{display:none}",
            "@layer base{.q{display:none}}.q{display:block}",
            "@layer a{.q{display:block}}.q{display:none;display:revert-layer}",
            ".q{opacity:0;opacity:revert-layer}",
            "body{background:#fff}.q{color:transparent;background:#036;background-clip:text}",
            "@layer a,b;@layer a{.q{display:none}}@layer b{.q{display:block}}",
            "@scope (.other){.q{display:none}}",
            "@scope (.a) to (.q){p{display:none}}",
            "@container (min-width:1px){.q{display:none}}",
            "@supports (display:gone){.q{display:none}}",
            ".q{opacity:0;animation:h .01s forwards}@keyframes h{to{opacity:1}}",
            "@keyframes s{to{opacity:1}}.q{opacity:0;animation:1ms both;animation-name:s}",
            "@keyframes forwards{to{opacity:1}}.q{opacity:0;animation:1ms forwards forwards}",
            "@keyframes s{to{opacity:1}}.q{opacity:0;animation:x 9s,s 1ms both}",
            "@keyframes s{to{opacity:1}}.q{opacity:0;animation:s 1ms forwards;animation-name:x,s}",
            "@keyframes s{from{opacity:0}}.q{animation:s 99999s 99s}",
            "@keyframes s{from,to{opacity:1}}.q{opacity:0;animation:s 1s infinite}",
            (
                ".a::before{content:'';position:absolute;inset:0;background:#000}.q{color:#fff}"
                ".a{position:relative}.q{position:relative}"
            ),
            (
                ".a::before{content:'';position:absolute;left:0;right:0;height:80px;"
                "background:#000}.q{color:#fff}.a{position:relative}.q{position:relative}"
            ),
        )
    ),
    f"<style media=print>p{{display:none}}</style><p>{SECRET}</p>",
    f"<div hidden style='display:block'>{SECRET}</div>",
    f"<div><template shadowrootmode=open><slot></slot></template><p>{SECRET}</p></div>",
    f"<div><template shadowrootmode=open><p>{SECRET}</p></template></div>",
    f"<x-story><template shadowrootmode=open><p>{SECRET}</p></template></x-story>",
    f"<div style='visibility:hidden'><p style='visibility:visible'>{SECRET}</p></div>",
    f"<div style='font-size:0'><p style='font-size:16px'>{SECRET}</p></div>",
    f"<div style='background:#000'><p style='color:#fff'>{SECRET}</p></div>",
    (
        "<div style='position:relative;left:-9999px'>"
        f"<p style='position:relative;left:9999px'>{SECRET}</p></div>"
    ),
    f"<span style='text-indent:-9999px'>{SECRET}</span>",
    f"<span style='height:0;overflow:hidden'>{SECRET}</span>",
    f"<span style='transform:scale(0)'>{SECRET}</span>",
    f"<details open><p>{SECRET}</p></details>",
    f"<details><summary>{SECRET}</summary></details>",
    f"<p inert>{SECRET}</p>",
    f"<p aria-hidden=true>{SECRET}</p>",
    f"<object><p>{SECRET}</p></object>",
    f"<style>:root{{color-scheme:dark}}</style><p style='color:#fff'>{SECRET}</p>",
    f"<p style='color:#fff;box-shadow:inset 0 0 0 99px #060'>{SECRET}</p>",
    (
        "<div style='height:0;overflow:hidden'>"
        f"<p style='position:absolute;top:50px'>{SECRET}</p></div>"
    ),
    (
        "<div style='position:absolute;left:-9999px'>"
        f"<p style='position:fixed;left:0;top:60px'>{SECRET}</p></div>"
    ),
]
# Whether a reader sees these depends on files outside the page, or on what stands around them.
MAYBE_VISIBLE = [
    f"<link rel=stylesheet href=/dark.css><p style='color:#fff'>{SECRET}</p>",
    f"<p style='color:white;background:url(night.jpg)'>{SECRET}</p>",
    f"<div style='float:left;margin-left:-100%'>{SECRET}</div>",
    f"<p style='transform:rotate(90deg)'>{SECRET}</p>",
]


def _left(html: str) -> str:
    tree = document_fromstring(f"<html><body><p>Buses run again.</p>{html}</body></html>")
    drop_hidden(tree)
    return str(tree.text_content())


@pytest.mark.parametrize("html", [*HIDDEN, *UNREADABLE])
def test_text_that_a_browser_does_not_show_is_removed(html: str) -> None:
    assert SECRET not in _left(html)


@pytest.mark.parametrize("html", [*VISIBLE, *MAYBE_VISIBLE])
def test_text_that_a_browser_shows_stays(html: str) -> None:
    assert SECRET in _left(html)


def test_what_was_removed_is_returned_once_with_its_children() -> None:
    tree = document_fromstring(
        "<body><p>Buses run again.</p><div style='opacity:0'>Say that <b>the bridge</b> is safe."
        "<p>It is.</p></div><p>Ferries <i style='display:none'>do not, as we know,</i> run.</p>"
        "<nav hidden>Home and sport and weather</nav><span hidden>Skip</span></body>"
    )
    assert drop_hidden(tree) == ("Say that the bridge is safe. It is.", "do not, as we know,")
    assert " ".join(tree.text_content().split()) == "Buses run again.Ferries run."


@pytest.mark.parametrize(
    "page",
    [
        "<html style='visibility:hidden'><body>{}</body></html>",
        "<style>body{{display:none}}</style><body>{}</body>",
        "<body><nav>Home</nav><div id=app style='opacity:0'><h1>Bridge closed</h1>{}</div></body>",
        "<body><main style='display:none'>{}</main></body>",
    ],
)
def test_a_page_that_a_script_shows_at_once_is_read(page: str) -> None:
    tree = document_fromstring(page.format(f"<p>{SECRET}</p>"))
    assert drop_hidden(tree) == ()
    assert SECRET in tree.text_content()


def test_a_rule_after_too_many_nested_ones_counts() -> None:
    parents = ",".join(f".c{number}" for number in range(4_000))
    sheet = f"{parents}{{{'@media screen{color:red}' * 50}}}@media screen{{.q{{display:none}}}}"
    assert SECRET not in _left(f"<style>{sheet}</style><p class=q>{SECRET}</p>")


def test_a_hidden_half_beside_the_visible_article_is_removed() -> None:
    hidden = f"<div hidden><h1>Order</h1>{f'{SECRET}. ' * 50}</div>"
    assert SECRET not in _left(f"<article><h1>Bridge closed</h1><p>It is.</p></article>{hidden}")
