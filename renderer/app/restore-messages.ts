import { catalogue } from '../base/i18n.tsx'

export const restoreMessages = catalogue({
  en: {
    problemTitle: 'The workshops of this computer cannot be opened',
    damaged: 'The storage of this computer is damaged. Nothing was overwritten: the damaged file and all copies of it are still there.',
    looking: 'Looking for a good copy…',
    copyFound: 'There is a good copy of {time} with {count, plural, one {# workshop} other {# workshops}}.',
    whatHappens: 'If you open it, the damaged file is kept aside, unchanged, and nothing is deleted. Workshops that are shared through a relay get back by themselves what was written since; of the others, it is only in the damaged file.',
    noCopy: 'There is no good copy on this computer yet. Copy the data folder to a safe place before you go on. Your workshops as readable text are in its folder “readable copies”; workshops that are shared can be joined again on another computer.',
    openCopy: 'Open the last good copy',
    restoring: 'Opening the copy…',
    restored: 'The copy of {time} is open. The damaged file is kept in the data folder as {name}.',
    notRestored: 'The copy could not be opened',
    dataFolder: 'Data folder: {path}',
    tryAgain: 'Try again',
    showFolder: 'Show the folder',
  },
  fr: {
    problemTitle: 'Les ateliers de cet ordinateur ne peuvent pas être ouverts',
    damaged: 'Les données de cet ordinateur sont endommagées. Rien n’a été écrasé : le fichier endommagé et toutes ses copies sont toujours là.',
    looking: 'Recherche d’une bonne copie…',
    copyFound: 'Il y a une bonne copie du {time} avec {count, plural, one {# atelier} other {# ateliers}}.',
    whatHappens: 'Si vous l’ouvrez, le fichier endommagé est mis de côté sans changement et rien n’est supprimé. Les ateliers partagés par un relais retrouvent d’eux-mêmes ce qui a été écrit depuis ; pour les autres, cela n’existe que dans le fichier endommagé.',
    noCopy: 'Il n’y a pas encore de bonne copie sur cet ordinateur. Copiez le dossier des données en lieu sûr avant de continuer. Vos ateliers en texte lisible sont dans son dossier « readable copies » ; les ateliers partagés peuvent être rejoints depuis un autre ordinateur.',
    openCopy: 'Ouvrir la dernière bonne copie',
    restoring: 'Ouverture de la copie…',
    restored: 'La copie du {time} est ouverte. Le fichier endommagé reste dans le dossier des données sous le nom {name}.',
    notRestored: 'La copie n’a pas pu être ouverte',
    dataFolder: 'Dossier des données : {path}',
    tryAgain: 'Réessayer',
    showFolder: 'Afficher le dossier',
  },
})
