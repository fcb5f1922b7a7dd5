import { layOut } from "../../server/src/diagram/layout.ts";
import type { Picture } from "../../server/src/diagram/picture.ts";
import type { Drawing } from "../../server/src/diagram/places.ts";
import { createGraphviz } from "../../server/src/doors/graphviz.ts";
import {
  architecture,
  dataModel,
  flow,
  generated,
  hub,
  islands,
  loose,
  selfRelated,
  sideways,
  storming,
  trace,
} from "./pictures.ts";

export const graphviz = createGraphviz();

export const drawingOf = (picture: Picture): Promise<Drawing> => layOut(picture, graphviz);

/** Two components that call each other, with a label: small enough for golden files. */
export const small: Picture = {
  title: "Two",
  direction: "TB",
  nodes: [
    {
      id: "A",
      shape: "card",
      family: "compute",
      icon: "service",
      title: "Backend",
      subtitle: "service",
      facts: "×2",
      stack: true,
      parent: "D",
    },
    {
      id: "B",
      shape: "card",
      family: "data",
      icon: "sql_database",
      title: "PostgreSQL",
      facts: "×1",
      spof: true,
      bar: { value: 9, limit: 8, text: "9 of 8 req/s", level: "over" },
    },
  ],
  clusters: [{ id: "D", kind: "domain", title: "Sales", subtitle: "core" }],
  edges: [
    { id: "A->B", from: "A", to: "B", style: "sync", label: ["reads & writes"] },
    { id: "B~>A", from: "B", to: "A", style: "async" },
  ],
};

export const pictures: readonly (readonly [string, Picture])[] = [
  ["architecture", architecture],
  ["architecture from left to right", sideways],
  ["flow", flow],
  ["data model", dataModel],
  ["event storming", storming],
  ["trace", trace],
  ["small", small],
  ["50 components", generated(50)],
  ["50 components without labels", generated(50, false)],
  ["draft without connections", loose(20)],
  ["hub", hub(12)],
  ["hub from left to right", { ...hub(12), direction: "LR" }],
  ["islands", islands(12)],
  ["architecture in a narrow pane", { ...architecture, narrow: true }],
  ["flow in a narrow pane", { ...flow, narrow: true }],
  ["data model in a narrow pane", { ...dataModel, direction: "TB", narrow: true }],
  ["data model with a loop", selfRelated],
  ["data model with a loop, downward", { ...selfRelated, direction: "TB" }],
  ["event storming in a narrow pane", { ...storming, narrow: true }],
  ["trace in a narrow pane", { ...trace, narrow: true }],
  ["hub in a narrow pane", { ...hub(12), narrow: true }],
];
