"""A small web server on this machine: pages that answer, move, fail, or are gone."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

HOST = "127.0.0.1"


class PageServer:
    """Answers by the first part of the path; keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self._server = ThreadingHTTPServer((HOST, 0), self._handler())
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,))

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self._server.server_port}"

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        asked = self.asked

        class Pages(BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                self._answer()

            def do_GET(self) -> None:
                self._answer()

            def log_message(self, *_args: object) -> None:
                """Keep quiet."""

            def _answer(self) -> None:
                asked.append((self.command, self.path))
                kind, _slash, rest = self.path.lstrip("/").partition("/")
                if kind == "status":
                    return self._send(int(rest))
                if kind == "get-only":
                    return self._send(405 if self.command == "HEAD" else 200)
                if kind == "moved":
                    return self._send(302, f"/{rest}")
                if kind == "away":
                    return self._send(302, f"http://{rest}")
                if kind == "silent":
                    return self.connection.close()
                return self._send(200)

            def _send(self, status: int, location: str = "") -> None:
                self.send_response(status)
                if location:
                    self.send_header("Location", location)
                self.send_header("Content-Length", str(10**12))
                self.end_headers()

        return Pages
