import type { Translation } from '../translation.ts'

export const restore: Translation['restore'] = {
  problemTitle: 'Els tallers d’aquest ordinador no es poden obrir',
  damaged: 'L’emmagatzematge d’aquest ordinador està malmès. No s’ha sobreescrit res: el fitxer malmès i totes les seves còpies encara hi són.',
  looking: 'S’està cercant una còpia en bon estat…',
  copyFound: 'Hi ha una còpia en bon estat ({time}) amb {count, plural, one {# taller} other {# tallers}}.',
  whatHappens: 'Si l’obriu, el fitxer malmès s’aparta sense canvis i no se suprimeix res. Els tallers compartits a través d’un servidor recuperen tots sols el que s’hi ha escrit des de llavors; el dels altres només és al fitxer malmès.',
  noCopy: 'En aquest ordinador encara no hi ha cap còpia en bon estat. Abans de continuar, copieu la carpeta de dades en un lloc segur. Els vostres tallers en text llegible són a la seva carpeta «readable copies»; als tallers compartits s’hi pot tornar a entrar des d’un altre ordinador.',
  openCopy: 'Obre l’última còpia en bon estat',
  restoring: 'S’està obrint la còpia…',
  restored: 'S’ha obert la còpia ({time}). El fitxer malmès queda a la carpeta de dades amb el nom {name}.',
  notRestored: 'No s’ha pogut obrir la còpia',
  dataFolder: 'Carpeta de dades: {path}',
  tryAgain: 'Torna-ho a provar',
  showFolder: 'Mostra la carpeta',
}
