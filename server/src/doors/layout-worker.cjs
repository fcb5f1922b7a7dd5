// Node's name for the layout worker; the bundle itself runs in browsers and in threads alike.
import("./browser/layout-worker.js");
