import type { Translation } from '../translation.ts'

export const restore: Translation['restore'] = {
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
}
