export const en = {
  file: 'File', newWorkshop: 'New workshop…', joinWorkshop: 'Join a workshop…', openFile: 'Open…', library: 'All workshops', minutes: 'Minutes', share: 'Share…',
  export: 'Export minutes…', print: 'Print minutes (PDF)…', newWindow: 'New window', closeWindow: 'Close window', quit: 'Quit Minuta',
  edit: 'Edit', undo: 'Undo', redo: 'Redo', cut: 'Cut', copy: 'Copy', paste: 'Paste', pasteText: 'Paste as text', selectAll: 'Select all',
  noSuggestion: 'No suggestion', addToDictionary: 'Add to the dictionary', copyLink: 'Copy the link', copyPicture: 'Copy the picture',
  view: 'View', commandPalette: 'Find a command…', toggleLeft: 'Show or hide the left side', toggleRight: 'Show or hide the right side',
  resetZoom: 'Actual size', zoomIn: 'Larger', zoomOut: 'Smaller', fullScreen: 'Full screen', reload: 'Reload the window', developerTools: 'Developer tools',
  help: 'Help', shortcuts: 'Keyboard shortcuts',
  about: 'About Minuta', hide: 'Hide Minuta', hideOthers: 'Hide others', showAll: 'Show all',
  exportTitle: 'Export minutes', untitled: 'Minutes',
  import: 'Import into a board…', importTitle: 'Import into a board', importFilter: 'Word, OpenDocument, Markdown, HTML, text', allFiles: 'All files',
  takeOver: 'Take over from an earlier meeting…',
  openTitle: 'Open a workshop', openFilter: 'Workshops (.minuta), workshop records (.json)',
  checkDocument: 'Check a document…',
  startFailedTitle: 'Minuta could not start',
  unsavedTitle: 'The last changes are not stored yet',
  unsavedDetail: 'Minuta cannot store them on this computer at the moment, perhaps because the disk is full. While the window stays open nothing is lost: make room, wait for “Saved here”, then close it.',
  keepOpen: 'Keep open', closeAnyway: 'Close and lose the last changes',
  roomOpenTitle: 'Others reach each other through this computer',
  roomNobody: 'The room is open. Nobody is connected at the moment.',
  roomOne: 'The room is open. One device is connected; it may be this one.',
  roomConnected: 'The room is open. {count} devices are connected; this one may be among them.',
  roomOpenDetail: 'If you quit, the room closes and they no longer see each other’s changes. Nothing is lost: everything is kept on this computer, and on every computer that is up to date. Whoever has Minuta can go on writing, and it comes together when a room is open again.',
  keepRoomOpen: 'Keep the room open', closeRoomAndQuit: 'Close the room and quit',
  showMinuta: 'Show Minuta', trayRoomOpen: 'Minuta: the room is open',
} as const

export type ShellMessage = keyof typeof en

/** What a language must say. */
export type ShellWords = Readonly<Record<ShellMessage, string>>
