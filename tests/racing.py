"""Many at the same moment: threads that start together, each with its own connection."""

import threading

from django.db import connection

from catalogs.workflow import MoveRefused


def race(*works) -> list[str]:
    """Run all at the same moment; return what each met: "done", "refused" or another failure."""
    barrier, met = threading.Barrier(len(works)), []

    def run(work):
        barrier.wait()
        try:
            work()
            met.append("done")
        except MoveRefused:
            met.append("refused")
        except Exception as failure:
            met.append(repr(failure))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(met)
