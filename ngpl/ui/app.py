"""The app: the header, one tab a file, and how it is launched."""

from __future__ import annotations

import json
import threading
from dataclasses import replace

import gradio as gr

from ngpl.device import share_cores
from ngpl.hub.library import settings
from ngpl.plots.scripts import styles
from ngpl.ui import api, header
from ngpl.ui.context import Context
from ngpl.ui.tabs import TABS

THEME = gr.themes.Soft(
    primary_hue="indigo",
    secondary_hue="teal",
    neutral_hue="slate",
    font=[gr.themes.LocalFont("IBM Plex Sans"), "ui-sans-serif", "system-ui", "sans-serif"],
    font_mono=[gr.themes.LocalFont("IBM Plex Mono"), "ui-monospace", "monospace"],
)


def build(context: Context) -> gr.Blocks:
    """The whole page; nothing is built before it is called."""
    with gr.Blocks(title="NanoGPL", analytics_enabled=False, fill_width=True, delete_cache=(3600, 3600)) as demo:
        page = header.build(context, demo)
        with gr.Tabs(elem_id="tabs"):
            for name, build_tab in TABS.items():
                with gr.Tab(name, id=name) as tab:
                    # First, so that no handler of the tab is awaited before the browser knows which tab is open.
                    tab.select(None, None, page.active, js=f"() => {json.dumps(name)}", api_visibility="private")
                    build_tab(replace(page, name=name, tab=tab))
        api.build(context)
    return demo


def launch(host: str | None = None, port: int | None = None, *, device: str = "auto", block: bool = True) -> str:
    """Start the app and print its address, which is also returned if ``block`` is false."""
    context = Context(settings(), device)
    share_cores(context.limits.concurrency)
    demo = build(context).queue(default_concurrency_limit=context.limits.concurrency, max_size=context.limits.queue)
    threading.Thread(target=context.model, args=(context.settings.default_model,), daemon=True).start()
    _, url, _ = demo.launch(
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
    if block:
        demo.block_thread()
    return url
