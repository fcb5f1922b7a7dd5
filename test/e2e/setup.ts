import { beforeAll } from "vitest";
import { copyDesigns } from "./designs.ts";

// VS Code in the browser saves what is typed; no file of tests meets what another one wrote.
beforeAll(copyDesigns);
