/** The words of menus and dialogs that the operating system draws; the page has its own catalogue. */

const english = {
  file: 'File', newWorkshop: 'New workshop…', joinWorkshop: 'Join a workshop…', openFile: 'Open…', library: 'Library', minutes: 'Minutes', share: 'Share…',
  export: 'Export minutes…', print: 'Print minutes (PDF)…', newWindow: 'New window', closeWindow: 'Close window', quit: 'Quit Minuta',
  edit: 'Edit', undo: 'Undo', redo: 'Redo', cut: 'Cut', copy: 'Copy', paste: 'Paste', pasteText: 'Paste as text', selectAll: 'Select all',
  noSuggestion: 'No suggestion', addToDictionary: 'Add to the dictionary', copyLink: 'Copy the link', copyPicture: 'Copy the picture',
  view: 'View', commandPalette: 'Find a command…', toggleLeft: 'Show or hide the left side', toggleRight: 'Show or hide the right side',
  resetZoom: 'Actual size', zoomIn: 'Larger', zoomOut: 'Smaller', fullScreen: 'Full screen', reload: 'Reload the window', developerTools: 'Developer tools',
  help: 'Help', shortcuts: 'Keyboard shortcuts',
  about: 'About Minuta', hide: 'Hide Minuta', hideOthers: 'Hide others', showAll: 'Show all',
  exportTitle: 'Export minutes', untitled: 'Minutes',
  import: 'Import into a board…', importTitle: 'Import into a board', importFilter: 'Word, OpenDocument, Markdown, HTML, text', allFiles: 'All files',
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

export type ShellMessage = keyof typeof english

const french: Readonly<Record<ShellMessage, string>> = {
  file: 'Fichier', newWorkshop: 'Nouvel atelier…', joinWorkshop: 'Rejoindre un atelier…', openFile: 'Ouvrir…', library: 'Bibliothèque', minutes: 'Compte rendu', share: 'Partager…',
  export: 'Exporter le compte rendu…', print: 'Imprimer le compte rendu (PDF)…', newWindow: 'Nouvelle fenêtre', closeWindow: 'Fermer la fenêtre', quit: 'Quitter Minuta',
  edit: 'Édition', undo: 'Annuler', redo: 'Rétablir', cut: 'Couper', copy: 'Copier', paste: 'Coller', pasteText: 'Coller comme texte', selectAll: 'Tout sélectionner',
  noSuggestion: 'Aucune suggestion', addToDictionary: 'Ajouter au dictionnaire', copyLink: 'Copier le lien', copyPicture: 'Copier l’image',
  view: 'Affichage', commandPalette: 'Chercher une commande…', toggleLeft: 'Afficher ou masquer le côté gauche', toggleRight: 'Afficher ou masquer le côté droit',
  resetZoom: 'Taille réelle', zoomIn: 'Agrandir', zoomOut: 'Réduire', fullScreen: 'Plein écran', reload: 'Recharger la fenêtre', developerTools: 'Outils de développement',
  help: 'Aide', shortcuts: 'Raccourcis clavier',
  about: 'À propos de Minuta', hide: 'Masquer Minuta', hideOthers: 'Masquer les autres', showAll: 'Tout afficher',
  exportTitle: 'Exporter le compte rendu', untitled: 'Compte rendu',
  import: 'Importer dans un tableau…', importTitle: 'Importer dans un tableau', importFilter: 'Word, OpenDocument, Markdown, HTML, texte', allFiles: 'Tous les fichiers',
  openTitle: 'Ouvrir un atelier', openFilter: 'Ateliers (.minuta), données d’atelier (.json)',
  checkDocument: 'Vérifier un document…',
  startFailedTitle: 'Minuta n’a pas pu démarrer',
  unsavedTitle: 'Les dernières modifications ne sont pas encore enregistrées',
  unsavedDetail: 'Minuta ne peut pas les enregistrer sur cet ordinateur pour le moment, peut-être parce que le disque est plein. Tant que la fenêtre reste ouverte, rien n’est perdu : libérez de la place, attendez « Enregistré ici », puis fermez-la.',
  keepOpen: 'Garder ouvert', closeAnyway: 'Fermer et perdre les dernières modifications',
  roomOpenTitle: 'Les autres passent par cet ordinateur',
  roomNobody: 'La salle est ouverte. Personne n’est connecté pour le moment.',
  roomOne: 'La salle est ouverte. Un appareil est connecté ; c’est peut-être celui-ci.',
  roomConnected: 'La salle est ouverte. {count} appareils sont connectés ; celui-ci peut en faire partie.',
  roomOpenDetail: 'Si vous quittez, la salle se ferme et ils ne voient plus les modifications des autres. Rien n’est perdu : tout est gardé sur cet ordinateur, et sur chaque ordinateur à jour. Qui a Minuta peut continuer à écrire, et tout se rejoint dès qu’une salle est de nouveau ouverte.',
  keepRoomOpen: 'Garder la salle ouverte', closeRoomAndQuit: 'Fermer la salle et quitter',
  showMinuta: 'Afficher Minuta', trayRoomOpen: 'Minuta : la salle est ouverte',
}

/** The word for `message` in `language` (BCP 47); English where there is no translation. */
export function shellMessage(language: string, message: ShellMessage): string {
  return (language.toLowerCase().split('-')[0] === 'fr' ? french : english)[message]
}
