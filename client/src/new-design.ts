import * as vscode from "vscode";

/** The smallest design that shows each step: what is wanted, what is stored, what runs, and who calls whom. */
const skeleton = `/// What is the system for, in one sentence?
system \${1:Name} "\${2:What it does}"

actor \${3:User} "\${4:Who uses it}"

requirements {
  functional \${5:DoIt} "\${6:What a \${3} can do}" { actor: \${3} }
  availability Uptime >= 99.9%
  latency Fast p99 <= 500 ms for \${5}
}

load_balancer LoadBalancer { replicas: 2, zones: 2 }
service \${7:Backend} { replicas: 3, zones: 3, capacity: 1k req/s, satisfies: \${5} }
sql_database \${8:Store} { replicas: 2, zones: 2, failover: automatic, replication: sync, backup: true }

\${3} -> LoadBalancer -> \${7} -> \${8}
$0`;

/** Opens an unsaved design and lets the author fill in the names by Tab. */
export async function openNewDesign(): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: "sdesign" });
  const editor = await vscode.window.showTextDocument(document);
  await editor.insertSnippet(new vscode.SnippetString(skeleton));
}
