/* Browsers start no worker from a file. Search then runs in a frame of the same page, which stands in for one. */
if (location.protocol === "file:") {
  const later = (target, data) => setTimeout(() => target.dispatchEvent(new MessageEvent("message", { data })));

  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      document.body.append(frame);
      const inside = frame.contentWindow;
      inside.postMessage = (data) => later(this, data);
      const script = inside.document.createElement("script");
      script.src = address;
      this.ready = new Promise((loaded) => script.addEventListener("load", () => loaded(inside)));
      inside.document.body.append(script);
    }

    postMessage(data) {
      this.ready.then((inside) => later(inside, data));
    }
  };
}
