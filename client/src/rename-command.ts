/** The command by which the server asks for a better name than the one that it made up, at a URI and a position. */
export const renameCommand = "sdesign.rename";
