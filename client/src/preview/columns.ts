/** In which column of the editor a declaration is shown. Pure; columns count from 1. */

/**
 * Where the text goes that belongs to a preview: where it is open already, otherwise beside the preview and never over
 * it. With `beside`, in the column to the right of the preview, so that what is open elsewhere stays.
 */
export function columnFor(
  preview: number | undefined,
  open: readonly number[],
  lastText: number | undefined,
  beside: boolean,
): number {
  const own = preview ?? 0;
  if (beside) return own + 1;
  const elsewhere = open.find((column) => column !== own);
  if (elsewhere !== undefined) return elsewhere;
  if (lastText !== undefined && lastText !== own) return lastText;
  return own === 1 ? 2 : 1;
}
