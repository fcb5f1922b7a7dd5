/** Where the eye is: which part of a picture is seen, and how large. Pure; `stage.ts` moves the page. */

/** A point of the picture is seen at `point * scale + (x, y)`, in px of the stage. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

export interface Spot {
  readonly x: number;
  readonly y: number;
}

export const smallest = 0.05;
export const largest = 6;
/** A small design is not blown up to fill a large screen. */
const largestFit = 1.2;

/** Smaller than `tolerable` a picture is not shown at first, but at `readable`: then a part of it, from its beginning. */
const tolerable = 0.62;
const readable = 0.75;

/** Shows all of a picture in the middle of the stage. */
export function fitAll(picture: Size, stage: Size, padding?: number, limit = largestFit): Camera {
  // Where there is little room, none is given away.
  const edge = padding ?? Math.max(4, Math.min(24, Math.min(stage.width, stage.height) / 40 - 4));
  return fitBox({ x: 0, y: 0, ...picture }, stage, edge, limit);
}

/** Where a reader begins: all of the picture where it can be read so, otherwise its upper left part, readable. */
export function begin(picture: Size, stage: Size): Camera {
  const all = fitAll(picture, stage);
  if (all.scale >= tolerable) return all;
  const [width, height] = [picture.width * readable, picture.height * readable];
  return {
    scale: readable,
    x: width <= stage.width ? (stage.width - width) / 2 : 0,
    y: height <= stage.height ? (stage.height - height) / 2 : 0,
  };
}

/** Whether a stage is clearly higher than wide; in between it stays what it `was`. Undefined for one that is not shown. */
export function isTall({ width, height }: Size, was: boolean | undefined): boolean | undefined {
  if (width < 40 || height < 40) return undefined;
  const ratio = height / width;
  return ratio > 1.15 ? true : ratio < 0.95 ? false : (was ?? ratio > 1);
}

/** Shows a part of a picture in the middle of the stage. */
export function fitBox(box: Box, stage: Size, padding = 48, limit = largestFit): Camera {
  const across = (stage.width - 2 * padding) / Math.max(1, box.width);
  const down = (stage.height - 2 * padding) / Math.max(1, box.height);
  const scale = clampScale(Math.min(across, down, limit));
  return {
    scale,
    x: (stage.width - box.width * scale) / 2 - box.x * scale,
    y: (stage.height - box.height * scale) / 2 - box.y * scale,
  };
}

function clampScale(scale: number): number {
  return Number.isFinite(scale) ? Math.min(largest, Math.max(smallest, scale)) : 1;
}

/** Zooms by a factor; what is at `at` on the stage stays there. */
export function zoomAt(camera: Camera, factor: number, at: Spot): Camera {
  const scale = clampScale(camera.scale * factor);
  const ratio = scale / camera.scale;
  return { scale, x: at.x - (at.x - camera.x) * ratio, y: at.y - (at.y - camera.y) * ratio };
}

/** The stage's box of a box of the picture. */
export function onStage(camera: Camera, box: Box): Box {
  return {
    x: box.x * camera.scale + camera.x,
    y: box.y * camera.scale + camera.y,
    width: box.width * camera.scale,
    height: box.height * camera.scale,
  };
}

/** The shortest way to bring a box into view; the same camera where it is in view already. */
export function bringIntoView(camera: Camera, box: Box, stage: Size, margin = 32): Camera {
  const seen = onStage(camera, box);
  const shift = (start: number, length: number, space: number): number => {
    if (length > space - 2 * margin) return space / 2 - (start + length / 2);
    if (start < margin) return margin - start;
    if (start + length > space - margin) return space - margin - (start + length);
    return 0;
  };
  const alreadyFills =
    seen.x <= margin &&
    seen.y <= margin &&
    seen.x + seen.width >= stage.width - margin &&
    seen.y + seen.height >= stage.height - margin;
  if (alreadyFills) return camera;
  const dx = shift(seen.x, seen.width, stage.width);
  const dy = shift(seen.y, seen.height, stage.height);
  return dx === 0 && dy === 0 ? camera : { ...camera, x: camera.x + dx, y: camera.y + dy };
}

/** Keeps a corner of the picture on the stage, so that nobody gets lost. */
export function bounded(camera: Camera, picture: Size, stage: Size, kept = 72): Camera {
  const limit = (offset: number, length: number, space: number): number => {
    const least = Math.min(kept, length);
    return Math.min(space - least, Math.max(least - length, offset));
  };
  const x = limit(camera.x, picture.width * camera.scale, stage.width);
  const y = limit(camera.y, picture.height * camera.scale, stage.height);
  return x === camera.x && y === camera.y ? camera : { ...camera, x, y };
}

/** The camera on the way from one to the other, `part` from 0 to 1: the scale goes by equal factors. */
export function between(from: Camera, to: Camera, part: number): Camera {
  if (part >= 1) return to;
  const scale = from.scale * (to.scale / from.scale) ** part;
  // Moving with the scale keeps the point that stands still in both where it is.
  const weight = from.scale === to.scale ? part : (scale - from.scale) / (to.scale - from.scale);
  return { scale, x: from.x + (to.x - from.x) * weight, y: from.y + (to.y - from.y) * weight };
}
