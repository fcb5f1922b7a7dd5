import { element, type Markup, ours } from "./markup.ts";

/**
 * Line icons on a field of 20 by 20, drawn for this project: stroke 1.5, round caps and joins, no fill but for dots.
 * The names are the component kinds, then what else pictures show.
 */
const drawings = {
  actor: '<circle cx="10" cy="6.5" r="3.25"/><path d="M3.75 17.25c0-3.4 2.8-5.5 6.25-5.5s6.25 2.1 6.25 5.5"/>',
  client: '<rect x="3.5" y="4" width="13" height="9" rx="1.5"/><path d="M1.75 16.25h16.5"/>',
  dns: '<path d="M10 2v2M10 9v9M7 18h6M4.5 4H13l2.75 2.5L13 9H4.5z"/>',
  cdn: '<circle cx="10" cy="10" r="7.5"/><path d="M2.5 10h15M10 2.5c2.2 2.1 3.3 4.6 3.3 7.5S12.2 15.4 10 17.5C7.8 15.4 6.7 12.9 6.7 10S7.8 4.6 10 2.5z"/>',
  load_balancer:
    '<path d="M2.25 10h15M7 10l4.5-5.25h5.25M7 10l4.5 5.25h5.25M15.25 3l1.75 1.75-1.75 1.75M15.75 8.25L17.5 10l-1.75 1.75M15.25 13.5l1.75 1.75-1.75 1.75"/>',
  api_gateway:
    '<path d="M4 3v14M16 3v14M2.25 3h3.5M14.25 3h3.5M2.25 17h3.5M14.25 17h3.5M7 10h5.75M10.75 7.75L13 10l-2.25 2.25"/>',
  reverse_proxy:
    '<path d="M10 2.5v15M2.5 6.75h4.75M5.25 4.5L7.5 6.75 5.25 9M12.75 6.75h4.75M17.5 13.25h-4.75M14.75 11l-2.25 2.25 2.25 2.25M7.25 13.25H2.5"/>',
  firewall:
    '<rect x="2.5" y="4" width="15" height="12" rx="1.5"/><path d="M2.5 8h15M2.5 12h15M10 4v4M6.25 8v4M13.75 8v4M10 12v4"/>',
  service:
    '<rect x="3" y="3.5" width="14" height="13" rx="2"/><path d="M3 7.5h14"/><path class="sd-dot" d="M5.5 5.5h.01M7.75 5.5h.01"/>',
  worker:
    '<circle cx="10" cy="10" r="2.5"/><circle cx="10" cy="10" r="5.5"/><path d="M10 4.5V2.25M10 17.75V15.5M4.5 10H2.25M17.75 10H15.5M6.1 6.1L4.5 4.5M15.5 15.5l-1.6-1.6M13.9 6.1l1.6-1.6M4.5 15.5l1.6-1.6"/>',
  function: '<path d="M5.25 3.25h1.5c1 0 1.6.5 2 1.4l4.3 10.6c.3.8.8 1.2 1.5 1.2.4 0 .8-.1 1.2-.3M9.7 8L5 16.75"/>',
  scheduler: '<circle cx="10" cy="10" r="7.5"/><path d="M10 5.5V10l3 2"/>',
  batch_job: '<path d="M10 2.75l7.25 3.5L10 9.75 2.75 6.25zM2.75 10L10 13.5 17.25 10M2.75 13.75L10 17.25l7.25-3.5"/>',
  stream_processor: '<path d="M3 4.75L8.25 10 3 15.25M9 4.75L14.25 10 9 15.25M17.25 4.75v10.5"/>',
  rate_limiter: '<path d="M3.6 15.25a7.5 7.5 0 1 1 12.8 0zM10 11.5l3.25-3.75"/><path class="sd-dot" d="M10 11.5h.01"/>',
  id_generator: '<path d="M8 3L6.25 17M13.75 3L12 17M3.5 7.25h13.5M3 12.75h13.5"/>',
  coordinator:
    '<circle cx="10" cy="10" r="2.25"/><circle cx="10" cy="3.75" r="1.5"/><circle cx="4" cy="15" r="1.5"/><circle cx="16" cy="15" r="1.5"/><path d="M10 5.25v2.5M8.25 11.4L5.2 14.1M11.75 11.4l3.05 2.7"/>',
  cluster_proxy:
    '<rect x="2" y="7.75" width="4.5" height="4.5" rx="1"/><rect x="13.5" y="2" width="4.5" height="4.5" rx="1"/><rect x="13.5" y="7.75" width="4.5" height="4.5" rx="1"/><rect x="13.5" y="13.5" width="4.5" height="4.5" rx="1"/><path d="M6.5 10h7M13.5 4.25H10v11.5h3.5"/>',
  sql_database:
    '<ellipse cx="10" cy="4.75" rx="6.5" ry="2.25"/><path d="M3.5 4.75v10.5c0 1.24 2.9 2.25 6.5 2.25s6.5-1.01 6.5-2.25V4.75M3.5 10c0 1.24 2.9 2.25 6.5 2.25S16.5 11.24 16.5 10"/>',
  document_database:
    '<path d="M5.5 2.5h6l4 4v9.5a1.5 1.5 0 0 1-1.5 1.5H5.5A1.5 1.5 0 0 1 4 16V4a1.5 1.5 0 0 1 1.5-1.5zM11.25 2.75v4h4M8.25 9.5c-1 0-.75 1.25-.75 1.25S7.5 12 6.75 12c.75 0 .75 1.25.75 1.25s-.25 1.25.75 1.25M11.25 9.5c1 0 .75 1.25.75 1.25S12 12 12.75 12c-.75 0-.75 1.25-.75 1.25s.25 1.25-.75 1.25"/>',
  wide_column_database:
    '<rect x="2.5" y="3.5" width="15" height="13" rx="1.5"/><path d="M2.5 7.5h15M7.5 7.5v9M12.5 7.5v9"/>',
  key_value_store: '<circle cx="6.25" cy="10" r="3.75"/><path d="M10 10h7.75v3.5M14.25 10v2.75"/>',
  graph_database:
    '<circle cx="4.75" cy="6" r="2"/><circle cx="15" cy="4.75" r="2"/><circle cx="15" cy="15" r="2"/><circle cx="6" cy="15.25" r="2"/><path d="M6.7 5.75L13 5M15 6.75V13M8 15.2h5M4.95 8l.8 5.25M6.2 7.4l7.35 6.2"/>',
  time_series_database: '<path d="M3 2.75v14.5h14.25M5.75 13l3-4.25 3 2.25L16.5 5"/>',
  cache: '<path d="M11.25 2.25L4.5 11.5H9.5l-.75 6.25 6.75-9.25h-5z"/>',
  blob_storage:
    '<ellipse cx="10" cy="5" rx="6.75" ry="2.25"/><path d="M3.25 5L5 15.75c.2 1 2.3 1.75 5 1.75s4.8-.75 5-1.75L16.75 5M4.1 10.5c1.3.8 3.4 1.25 5.9 1.25s4.6-.45 5.9-1.25"/>',
  file_storage:
    '<path d="M2.5 15V5.25A1.25 1.25 0 0 1 3.75 4h3.75l2 2.25h6.75a1.25 1.25 0 0 1 1.25 1.25V15a1.25 1.25 0 0 1-1.25 1.25H3.75A1.25 1.25 0 0 1 2.5 15zM2.5 9.25h15"/>',
  search_index: '<circle cx="8.5" cy="8.5" r="5.75"/><path d="M12.75 12.75l4.75 4.75"/>',
  data_warehouse: '<path d="M2.5 17.25V7.25L10 2.75l7.5 4.5v10M5.75 17.25V10h8.5v7.25M5.75 13.5h8.5"/>',
  queue: '<rect x="2" y="6" width="16" height="8" rx="1.5"/><path d="M6 6v8M10 6v8M14 6v8"/>',
  stream:
    '<path d="M2.25 6c2.6-2 5.15-2 7.75 0s5.15 2 7.75 0M2.25 10.5c2.6-2 5.15-2 7.75 0s5.15 2 7.75 0M2.25 15c2.6-2 5.15-2 7.75 0s5.15 2 7.75 0"/>',
  pubsub:
    '<circle cx="10" cy="10" r="1.75"/><path d="M6.5 13.5a5 5 0 0 1 0-7M13.5 6.5a5 5 0 0 1 0 7M4 16a8.5 8.5 0 0 1 0-12M16 4a8.5 8.5 0 0 1 0 12"/>',
  auth_provider:
    '<path d="M10 2.25l6.5 2.5v4.5c0 4-2.6 7-6.5 8.5-3.9-1.5-6.5-4.5-6.5-8.5v-4.5zM7 10l2.25 2.25L13.25 8"/>',
  notification_service: '<path d="M5 8.25a5 5 0 0 1 10 0v3.5l1.75 2.75H3.25L5 11.75zM8 17.25a2.1 2.1 0 0 0 4 0"/>',
  monitoring: '<path d="M1.75 10.5H5.5L8 4.25l4 11.5 2.25-5.25h4"/>',
  external:
    '<path d="M9 4H5a1.75 1.75 0 0 0-1.75 1.75v9.5A1.75 1.75 0 0 0 5 17h9.25A1.75 1.75 0 0 0 16 15.25V11M12 2.75h5.25V8M17.25 2.75L9.5 10.5"/>',
  component: '<path d="M10 2.25l6.75 3.875v7.75L10 17.75l-6.75-3.875v-7.75zM3.25 6.125L10 10l6.75-3.875M10 10v7.75"/>',
  region:
    '<path d="M10 17.75S4.25 12.8 4.25 8.25a5.75 5.75 0 0 1 11.5 0c0 4.55-5.75 9.5-5.75 9.5z"/><circle cx="10" cy="8.25" r="2"/>',
  zone: '<rect x="3" y="3" width="14" height="6" rx="1.5"/><rect x="3" y="11" width="14" height="6" rx="1.5"/><path d="M10.5 6h3.5M10.5 14h3.5"/><path class="sd-dot" d="M6 6h.01M6 14h.01"/>',
  requirement:
    '<path d="M8.75 5h8M8.75 10h8M8.75 15h8M2.75 5l1.25 1.25L6.25 4M2.75 10L4 11.25 6.25 9M2.75 15L4 16.25 6.25 14"/>',
  quality: '<circle cx="10" cy="10" r="7.5"/><circle cx="10" cy="10" r="3.75"/><path class="sd-dot" d="M10 10h.01"/>',
  endpoint: '<path d="M6.25 5.5L2 10l4.25 4.5M13.75 5.5L18 10l-4.25 4.5M11.5 4l-3 12"/>',
  entity: '<rect x="3" y="3.5" width="14" height="13" rx="1.5"/><path d="M3 7.5h14M3 12h14M8 7.5v9"/>',
  domain:
    '<path d="M3 6.5V4.5A1.5 1.5 0 0 1 4.5 3h2M8.75 3h2.5M13.5 3h2A1.5 1.5 0 0 1 17 4.5v2M17 8.75v2.5M17 13.5v2a1.5 1.5 0 0 1-1.5 1.5h-2M11.25 17h-2.5M6.5 17h-2A1.5 1.5 0 0 1 3 15.5v-2M3 11.25v-2.5"/><rect x="7.25" y="7.25" width="5.5" height="5.5" rx="1"/>',
  command: '<path d="M3 10h12.5M11 5.5l4.5 4.5-4.5 4.5"/>',
  event: '<path d="M10 2.5l2.3 4.9 5.2.7-3.8 3.7.9 5.3L10 14.6l-4.6 2.5.9-5.3L2.5 8.1l5.2-.7z"/>',
  policy: '<path d="M5.5 17.5V3M5.5 3.75h9.5l-2 3.5 2 3.5H5.5"/>',
  hotspot: '<path d="M10 2.75l7.75 14H2.25zM10 8v4"/><path class="sd-dot" d="M10 14.25h.01"/>',
} as const;

const byName = new Map<string, string>(Object.entries(drawings));

/** The names of all icons. */
export const iconNames: readonly string[] = [...byName.keys()];

/** The drawing of an icon at a place, 20 px unless told; an unknown name gets the plain component. */
export function drawIcon(name: string, x: number, y: number, size = 20): Markup {
  const paths = byName.get(name) ?? drawings.component;
  const scale = size === 20 ? "" : ` scale(${size / 20})`;
  return element("g", { class: "sd-icon", transform: `translate(${x} ${y})${scale}` }, ours(paths));
}

/** An icon as an SVG of its own, for legends and lists; it takes the text's colour. */
export function iconSvg(name: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${byName.get(name) ?? drawings.component}</svg>`;
}
