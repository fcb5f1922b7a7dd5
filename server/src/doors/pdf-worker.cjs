// Node's name for the worker that draws PDF; the bundle itself runs in browsers and in threads alike.
import("./browser/pdf-worker.js");
