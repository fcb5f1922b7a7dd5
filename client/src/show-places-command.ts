/** The command that a code lens calls with a URI, a position and locations, as in the LSP. */
export const showPlacesCommand = "sdesign.showPlaces";
