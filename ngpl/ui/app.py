"""The app: the header, one tab a file, and how it is launched."""

from __future__ import annotations

import threading
from typing import Any

import gradio as gr

from ngpl.device import share_cores
from ngpl.errors import InputError
from ngpl.hub.library import find_model, settings
from ngpl.plots.scripts import styles
from ngpl.ui import api, header, link, present
from ngpl.ui.context import Context
from ngpl.ui.page import build_tabs
from ngpl.ui.tabs import TABS

THEME = gr.themes.Soft(
    primary_hue="indigo",
    secondary_hue="teal",
    neutral_hue="slate",
    font=[gr.themes.LocalFont("IBM Plex Sans", weights=(400, 700)), "ui-sans-serif", "system-ui", "sans-serif"],
    font_mono=[gr.themes.LocalFont("IBM Plex Mono", weights=(400, 700)), "ui-monospace", "monospace"],
)


def build(context: Context) -> gr.Blocks:
    """The whole page; nothing is built before it is called."""
    with gr.Blocks(title="NanoGPL", analytics_enabled=False, fill_width=True, delete_cache=(3600, 3600)) as demo:
        page, follow = header.build(context, demo)
        present.build(page)
        build_tabs(page, TABS, [page.model.change, page.text.change, page.opened.change], "tabs")
        link.build(page)
        follow()
        api.build(context)
    return demo


def launch(host: str | None = None, port: int | None = None, *, device: str = "auto", block: bool = True) -> str:
    """Start the app and print its address, which is also returned if ``block`` is false."""
    context = Context(settings(), device)
    find_model(context.settings.default_model)  # fetched now if it is on the Hub: the page cannot open without it
    share_cores(context.limits.concurrency)
    demo = build(context).queue(default_concurrency_limit=context.limits.concurrency, max_size=context.limits.queue)
    _, url, _ = start(
        demo,
        server_name=host,
        server_port=port,
        prevent_thread_lock=True,
        quiet=True,
        theme=THEME,
        css_paths=styles(),
        footer_links=["api"],
        run_history=False,
        ssr_mode=False,
        max_file_size="1mb",
        show_error=False,
    )
    print(f"NanoGPL is running on {url}", flush=True)
    threading.Thread(target=context.model, args=(context.settings.default_model,), daemon=True).start()
    if block:
        demo.block_thread()
    return url


def start(demo: gr.Blocks, **settings: Any) -> tuple[Any, str, Any]:
    """Launch; ``InputError`` if the address or the port cannot be had."""
    try:
        return demo.launch(**settings)
    except (OSError, OverflowError) as error:
        where = f"{settings['server_name'] or '127.0.0.1'}, port {settings['server_port'] or '7860 to 7959'}"
        raise InputError(f"cannot listen on {where}: it is in use, or not one of this machine's") from error
