"""A real browser (Debian's chromium) driven through its own pipe: null-ended JSON on two file descriptors, nothing else needed."""

import base64
import fcntl
import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager

import pytest

SECONDS = 60
SWITCHES = ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--no-first-run", "--hide-scrollbars"]

AS_THREE_AND_FOUR = "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4); os.execv(sys.argv[3], sys.argv[3:])"


class Browser:
    """One running browser."""

    def __init__(self, process, send, receive):
        self._process, self._send, self._receive = process, send, receive
        self._number, self._rest, self.told = 0, b"", []

    def ask(self, method, *, session=None, **params):
        """A command's answer; what the browser tells of itself meanwhile is kept in `told`."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params} | ({"sessionId": session} if session else {})
        os.write(self._send, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, (method, answer)
                return answer["result"]
            self.told.append(answer)

    def page(self, address, **device):
        """A fresh page at an address."""
        return Page(self, address, device)

    def _next(self):
        while b"\0" not in self._rest:
            content = os.read(self._receive, 1 << 20)
            assert content, "the browser has gone"
            self._rest += content
        message, _, self._rest = self._rest.partition(b"\0")
        return json.loads(message)


class Page:
    """One page. `before` is a script that runs ahead of the page's own."""

    def __init__(self, browser, address, device):
        self._browser = browser
        target = browser.ask("Target.createTarget", url="about:blank")["targetId"]
        self._target = target
        self._session = browser.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "DOM", "Log"):
            self.ask(f"{domain}.enable")
        width, height = device.get("size", (1280, 900))
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=device.get("scale", 1), mobile=width < 600)
        if "before" in device:
            self.ask("Page.addScriptToEvaluateOnNewDocument", source=device["before"])
        self.ask("Page.navigate", url=address)
        self.value("new Promise((done) => document.readyState === 'complete' ? done() : addEventListener('load', () => done()))")

    def ask(self, method, **params):
        return self._browser.ask(method, session=self._session, **params)

    def value(self, script):
        """What a script comes to, promises awaited."""
        answer = self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True, timeout=SECONDS * 1000)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def files(self, element, *paths):
        """Choose files in a file field, as a person does."""
        document = self.ask("DOM.getDocument")["root"]["nodeId"]
        node = self.ask("DOM.querySelector", nodeId=document, selector=element)["nodeId"]
        self.ask("DOM.setFileInputFiles", files=[str(path) for path in paths], nodeId=node)

    def picture(self, path):
        """The whole page as a picture."""
        path.write_bytes(base64.b64decode(self.ask("Page.captureScreenshot", captureBeyondViewport=True)["data"]))

    def paper(self, path):
        """The page as it is printed."""
        path.write_bytes(base64.b64decode(self.ask("Page.printToPDF", printBackground=True)["data"]))

    def told(self, *methods):
        """What the browser told of this page so far."""
        self.value("1")
        mine = (each for each in self._browser.told if each.get("sessionId") == self._session)
        return [each["params"] for each in mine if each["method"] in methods]

    def close(self):
        self._browser.ask("Target.closeTarget", targetId=self._target)


@contextmanager
def browser(folder):
    """A browser with a profile of its own, ended afterwards."""
    program = shutil.which("chromium")
    if program is None:
        pytest.fail("apt-get install --no-install-recommends chromium fonts-noto-cjk")
    (read_in, write_in), (read_out, write_out) = _pipe(), _pipe()
    command = [sys.executable, "-c", AS_THREE_AND_FOUR, str(read_in), str(write_out), program, *SWITCHES, f"--user-data-dir={folder}"]
    with subprocess.Popen(command, pass_fds=(read_in, write_out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        os.close(read_in)
        os.close(write_out)
        try:
            running = Browser(process, write_in, read_out)
            yield running
            running.ask("Browser.close")
        finally:
            os.close(write_in)
            os.close(read_out)
            try:
                process.wait(SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()


def _pipe():
    """Both ends above the numbers that the browser wants for itself."""
    ends = os.pipe()
    high = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in ends]
    for end in ends:
        os.close(end)
    return high
