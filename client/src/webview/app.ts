/** The preview: takes pictures from the extension and puts them on the stage. */

import type { PageFinding, PageMessage, PageState } from "../../../server/src/service/protocol.ts";
import { isTall } from "./camera.ts";
import { html } from "./dom.ts";
import { ExportMenu } from "./export-menu.ts";
import { Header } from "./header.ts";
import type { Host } from "./host.ts";
import { HoverCard } from "./hover-card.ts";
import { Minimap } from "./minimap.ts";
import { Banner, Placeholder, StatusStrip } from "./notices.ts";
import { Outline } from "./outline.ts";
import { Overlays } from "./overlays.ts";
import { FindingsPanel, NumbersPanel, RequirementsPanel } from "./panels.ts";
import { Picture } from "./picture.ts";
import { Player } from "./player.ts";
import { idAt, Reader } from "./reader.ts";
import { Selection } from "./selection.ts";
import { type Abilities, SelectionBar } from "./selection-bar.ts";
import type { Shape } from "./shape.ts";
import { type Page, Side } from "./side.ts";
import { Stage } from "./stage.ts";
import { ViewPicker } from "./view-picker.ts";
import { Viewpoint } from "./viewpoint.ts";
import { WhatIf } from "./what-if.ts";
import { ZoomControls } from "./zoom-controls.ts";

type Show = Extract<PageMessage, { type: "show" }>;

/** A drawing that takes no longer than this is not announced. */
const patience = 350;
/** Up to here Tab goes through all elements; in larger pictures it passes over them, and arrow keys move. */
const mostTabStops = 120;
/** Height of the buttons at the bottom of the stage. */
const leastCovered = 36;
const keysHint = "Arrow keys move between elements, Enter goes to the text, slash searches.";

export class App {
  readonly #host: Host;
  readonly #sheet = html("div", { class: "sheet" });
  readonly #picture = new Picture(this.#sheet);
  readonly #selection = new Selection(this.#picture);
  readonly #overlays: Overlays;
  readonly #whatIf: WhatIf;
  readonly #bar: SelectionBar;
  readonly #hover: HoverCard;
  readonly #minimap: Minimap;
  readonly #stage: Stage;
  readonly #viewpoint: Viewpoint;
  readonly #header: Header;
  readonly #picker: ViewPicker;
  readonly #banner: Banner;
  readonly #placeholder: Placeholder;
  readonly #status: StatusStrip;
  readonly #player: Player;
  readonly #outline: Outline;
  readonly #numbers: NumbersPanel;
  readonly #requirements: RequirementsPanel;
  readonly #findings: FindingsPanel;
  readonly #side: Side;
  readonly #zoom: ZoomControls;
  readonly #menu: ExportMenu;
  readonly #reader: Reader;
  readonly #progress = html("div", { class: "progress", hidden: true, role: "progressbar", label: "Drawing" });
  readonly #corner = html("div", { class: "corner" });
  readonly #heading = html("h1", { class: "unseen" }, "Preview");
  #state: PageState;
  #shown: Show | undefined;
  #busy: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, host: Host, state: PageState) {
    this.#host = host;
    this.#state = state;
    const stage = html("div", { class: "stage", id: "stage", role: "application", tabindex: 0, label: keysHint });
    stage.append(this.#sheet);
    this.#stage = new Stage(stage, this.#sheet, {
      moved: (camera) => {
        this.#zoom.show(camera.scale);
        this.#minimap.show(camera, this.#stage.size);
        this.#hover.hide();
      },
      taken: () => this.#viewpoint.taken(),
      covered: () => Math.max(leastCovered, this.#corner.offsetHeight + 12),
    });
    this.#overlays = new Overlays(this.#picture, state.colours, (colours) => this.#remember({ colours }));
    this.#viewpoint = new Viewpoint(this.#picture, this.#selection, this.#stage);
    this.#zoom = new ZoomControls({
      zoom: (factor) => this.#stage.zoom(factor),
      fit: () => this.#viewpoint.fitAll(),
      actualSize: () => this.#reader.do("actual-size"),
    });
    const open = (view: string): void => {
      if (view !== this.#shown?.view) host.send({ type: "view", view });
    };
    this.#picker = new ViewPicker({
      open,
      ask: (view, known) => host.send({ type: "thumbnail", view, ...(known === undefined ? {} : { known }) }),
      opened: () => {
        this.#hover.hide();
        this.#header.setPicking(true);
      },
      closed: (focus) => {
        this.#header.setPicking(false);
        if (focus) stage.focus();
      },
    });
    this.#header = new Header({
      open,
      pick: () => this.#reader.do("pick-view"),
      lock: (locked) => host.send({ type: "lock", locked }),
      outline: () => this.#reader.do("outline"),
      search: () => this.#reader.do("search"),
      menu: (button) => this.#menu.toggle(button),
    });
    this.#banner = new Banner({ force: () => host.send({ type: "force" }), retry: () => host.send({ type: "retry" }) });
    this.#placeholder = new Placeholder(() => host.send({ type: "example" }));
    this.#status = new StatusStrip(() => this.#side.open("findings", true));
    this.#player = new Player((step) => this.#reader.play(step?.anchors));
    this.#outline = new Outline({
      select: (shape) => this.#reader.select(shape, true),
      open: (shape) => this.#reader.reveal(shape.id, false, false),
    });
    const events = {
      reveal: (id: string) => this.#reader.reveal(id, false, false),
      goTo: ({ uri, position }: PageFinding) => host.send({ type: "goTo", uri, position }),
    };
    this.#numbers = new NumbersPanel(events);
    this.#requirements = new RequirementsPanel(events);
    this.#findings = new FindingsPanel(events);
    this.#side = new Side(
      { outline: this.#outline, numbers: this.#numbers, requirements: this.#requirements, findings: this.#findings },
      { changed: (page) => this.#sideChanged(page) },
    );
    this.#menu = new ExportMenu(
      this.#picture,
      (message) => host.send(message),
      (text) => this.#status.selected(text),
    );
    this.#whatIf = new WhatIf(this.#picture, this.#selection, (down) => host.send({ type: "whatIf", down }));
    this.#hover = new HoverCard((id) => host.send({ type: "hover", id }));
    this.#minimap = new Minimap(this.#picture, (x, y) => {
      const { width, height } = this.#stage.size;
      const { scale } = this.#stage.camera;
      this.#viewpoint.taken();
      this.#stage.go({ scale, x: width / 2 - x * scale, y: height / 2 - y * scale });
    });
    this.#bar = new SelectionBar(
      {
        zoom: () => this.#reader.do("zoom-selection"),
        takeDown: () => this.#reader.do("take-down"),
        takeOneDown: () => this.#reader.do("take-one-down"),
        fold: (shape) => this.#fold(shape),
      },
      (shape) => this.#abilities(shape),
    );
    this.#reader = new Reader({
      picture: this.#picture,
      selection: this.#selection,
      stage: this.#stage,
      player: this.#player,
      outline: this.#outline,
      status: this.#status,
      overlays: this.#overlays,
      whatIf: this.#whatIf,
      bar: this.#bar,
      side: this.#side,
      fold: (shape) => this.#fold(shape),
      send: (message) => host.send(message),
      fitAll: () => this.#viewpoint.fitAll(),
      stepView: (by) => this.#header.step(by),
      pickView: () => (this.#picker.isOpen ? this.#picker.close(true) : this.#picker.open()),
    });
    this.#corner.append(this.#overlays.element, this.#player.element);
    const above = [
      this.#progress,
      this.#placeholder.element,
      this.#minimap.element,
      this.#corner,
      this.#bar.element,
      this.#zoom.element,
    ];
    root.append(
      this.#header.element,
      this.#banner.element,
      html(
        "main",
        { class: "body" },
        this.#heading,
        html("div", { class: "canvas" }, stage, ...above, this.#picker.element),
        this.#whatIf.element,
        this.#side.element,
        this.#hover.element,
      ),
      this.#status.element,
    );
    this.#header.element.append(this.#menu.element);
    this.#listen(stage);
    this.#placeholder.loading();
    if (state.side) this.#side.open(state.side, false);
  }

  #listen(stage: HTMLElement): void {
    stage.addEventListener("click", ({ target }) => this.#reader.click(target));
    stage.addEventListener("dblclick", ({ target }) => this.#reader.doubleClick(target));
    stage.addEventListener("pointermove", ({ target, clientX, clientY, buttons }) => {
      const shape = buttons === 0 ? this.#picture.at(target) : undefined;
      const tip = target instanceof Element ? target.closest("[data-tip]")?.getAttribute("data-tip") : undefined;
      this.#hover.point(shape && idAt(target, shape), tip ?? "", clientX, clientY);
    });
    stage.addEventListener("pointerleave", () => this.#hover.hide());
    stage.addEventListener("focusin", ({ target }) => {
      const shape = this.#picture.at(target);
      // The pointer has its own way of looking; the camera follows the keyboard.
      if (shape) this.#reader.focused(shape, shape.element.matches(":focus-visible"));
    });
    document.addEventListener("keydown", (event) => this.#reader.key(event));
    // The browser scrolls what is focused into view; here the camera does.
    stage.addEventListener("scroll", () => stage.scrollTo(0, 0));
    new ResizeObserver(() => {
      this.#viewpoint.resized();
      this.#paneResized();
    }).observe(stage);
    this.#host.listen((message) => this.#receive(message));
  }

  #receive(message: PageMessage): void {
    switch (message.type) {
      case "show":
        this.#show(message);
        break;
      case "busy":
        this.#busy ??= setTimeout(() => {
          this.#progress.hidden = false;
        }, patience);
        break;
      case "problem":
        this.#idle();
        if (this.#picture.svg) this.#banner.show(message.problem, undefined);
        else this.#failed(message.problem.message);
        break;
      case "highlight":
        this.#reader.cursorAt(message.ids);
        break;
      case "hover":
        this.#hover.answer(message.id, message.markdown);
        break;
      case "whatIf":
        this.#whatIf.answer(message.down, message.result);
        break;
      case "findings":
        this.#status.findings(message.findings);
        this.#findings.show(message.list);
        break;
      case "panels":
        this.#numbers.show(message.panels);
        this.#requirements.show(message.panels);
        break;
      case "pickView":
        this.#picker.open();
        break;
      case "thumbnail":
        this.#picker.answer(message.view, message.fingerprint, message.svg);
        break;
      case "locked":
        this.#header.setLocked(message.locked);
        this.#remember({ locked: message.locked });
        break;
    }
  }

  #show(message: Show): void {
    this.#idle();
    const before = this.#shown;
    const another = before === undefined || before.view !== message.view || before.name !== message.name;
    if (before && another) this.#viewpoint.leave(nameOf(before));
    this.#shown = message;
    this.#header.show(message.views, message.view);
    this.#picker.load(message.views, message.view, before?.uri !== message.uri);
    this.#status.name(message.name);
    this.#remember({ uri: message.uri, view: message.view });
    this.#draw(message, another);
    this.#banner.show(this.#picture.svg || message.empty ? message.problem : undefined, message.notice);
    this.#selection.load(message.shownAs);
    if (another) this.#player.leave();
    this.#player.load(message.steps);
    this.#selection.step(this.#player.step?.anchors);
    this.#overlays.load(this.#picture.svg ? message.marks : [], message.overlay);
    this.#whatIf.refresh();
    this.#outline.load([...this.#picture.shapes]);
    this.#outline.mark(this.#selection.selected);
    this.#bar.show(this.#selection.selected);
    if (this.#side.page === "numbers" || this.#side.page === "requirements") this.#host.send({ type: "panels" });
    const nodes = [...this.#picture.shapes].filter(({ kind }) => kind === "node");
    if (nodes.length <= mostTabStops) for (const { element } of nodes) element.setAttribute("tabindex", "0");
    this.#heading.textContent = message.title;
    if (another) this.#stage.element.setAttribute("aria-label", `${message.title}. ${keysHint}`);
  }

  #draw(message: Show, another: boolean): void {
    if (message.empty) {
      this.#picture.clear();
      this.#placeholder.empty(message.empty);
      return;
    }
    if (message.svg !== undefined && message.svg !== "") {
      const anchor = this.#viewpoint.anchor();
      const isFirst = this.#picture.svg === undefined;
      if (this.#picture.show(message.svg, !another)) {
        this.#placeholder.hide();
        if (!another) this.#reader.redrawn();
        this.#minimap.forget();
        this.#viewpoint.settle(another || isFirst, anchor, nameOf(message));
      }
    }
    if (!this.#picture.svg) this.#failed(message.problem?.message ?? "The picture that came is none. Try again.");
  }

  #failed(message: string): void {
    this.#placeholder.failed(message, () => this.#host.send({ type: "retry" }));
  }

  #abilities(shape: Shape): Abilities {
    const foldable = this.#shown?.foldable ?? [];
    const folded = this.#shown?.folded ?? [];
    const canFail = shape.kind === "cluster" || this.#shown?.marks.some(({ id }) => id === shape.key) === true;
    return {
      foldable: shape.kind === "cluster" && foldable.includes(shape.id),
      folded: folded.includes(shape.id),
      canFail,
      several: shape.kind === "node" && /×([2-9]|\d\d)/.test(shape.label),
    };
  }

  /** Folds a box into a card, or opens a card that was folded. */
  #fold(shape: Shape): void {
    const { foldable, folded } = this.#abilities(shape);
    if (!foldable && !folded) return;
    const without = (ids: readonly string[] | undefined): readonly string[] =>
      (ids ?? []).filter((id) => id !== shape.id);
    const fold = folded ? without(this.#state.fold) : [...without(this.#state.fold), shape.id];
    const unfold = folded ? [...without(this.#state.unfold), shape.id] : without(this.#state.unfold);
    this.#remember({ fold, unfold });
    this.#host.send({ type: "fold", fold, unfold });
  }

  #idle(): void {
    clearTimeout(this.#busy);
    this.#busy = undefined;
    this.#progress.hidden = true;
  }

  #sideChanged(page: Page | undefined): void {
    this.#remember({ side: page });
    this.#header.setOutline(page !== undefined);
    if (page === "numbers" || page === "requirements") this.#host.send({ type: "panels" });
    if (page === undefined) this.#stage.element.focus();
  }

  /** Tells when the stage has become clearly higher than wide, or the other way round. */
  #paneResized(): void {
    const tall = isTall(this.#stage.size, this.#state.tall);
    if (tall === undefined || tall === this.#state.tall) return;
    this.#remember({ tall });
    this.#host.send({ type: "pane", tall });
  }

  #remember(change: Partial<Omit<PageState, "side">> & { readonly side?: Page | undefined }): void {
    const { side, ...rest } = { ...this.#state, ...change };
    this.#state = side === undefined ? rest : { ...rest, side };
    this.#host.remember(this.#state);
  }
}

const nameOf = ({ name, view }: Show): string => `${name}\n${view}`;
