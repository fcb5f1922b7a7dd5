/** How the server's pictures look on a page: their rules, and the variables for the editor's themes. */
export { variablesCss, vscodeVariablesCss } from "../../diagram/theme.ts";
