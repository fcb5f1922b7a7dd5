// Web hosts before VS Code 1.100 append ".js" to a ".cjs" entry. They find this file, which runs the real entry.
exports.activate = async (context) => {
  const { Uri } = require("vscode");
  const entry = Uri.joinPath(context.extensionUri, "dist", "browser", "extension.cjs").toString(true);
  const source = await (await fetch(entry)).text();
  const module = { exports: {} };
  new Function("module", "exports", "require", source)(module, module.exports, require);
  return module.exports.activate(context);
};
