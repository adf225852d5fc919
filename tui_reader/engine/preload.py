"""What a worker needs for feeds: imported once by the fork server, so that a new worker is ready in milliseconds.

All else takes twice as long to import, and a refresh that begins with the program would wait for it; so each worker
imports it by itself, when it has nothing to do or when it is asked for it (``worker_process``).
"""

import tui_reader.content.language
import tui_reader.content.rough
import tui_reader.deflate
import tui_reader.engine.feed_jobs
import tui_reader.engine.worker_process  # noqa: F401
