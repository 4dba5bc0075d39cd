import type { Translation } from '../translation.ts'

export const restore: Translation['restore'] = {
  problemTitle: 'No se pueden abrir los talleres de este ordenador',
  damaged: 'El almacenamiento de este ordenador está dañado. No se ha sobrescrito nada: el archivo dañado y todas sus copias siguen ahí.',
  looking: 'Buscando una copia en buen estado…',
  copyFound: 'Hay una copia en buen estado del {time} con {count, plural, one {# taller} other {# talleres}}.',
  whatHappens: 'Si la abre, el archivo dañado se aparta sin cambios y no se elimina nada. Los talleres compartidos a través de un servidor recuperan por sí solos lo escrito desde entonces; lo de los demás solo está en el archivo dañado.',
  noCopy: 'Aún no hay ninguna copia en buen estado en este ordenador. Antes de continuar, copie la carpeta de datos en un lugar seguro. Sus talleres en texto legible están en su carpeta «readable copies»; a los talleres compartidos se puede volver a entrar desde otro ordenador.',
  openCopy: 'Abrir la última copia en buen estado',
  restoring: 'Abriendo la copia…',
  restored: 'Está abierta la copia del {time}. El archivo dañado queda en la carpeta de datos con el nombre {name}.',
  notRestored: 'No se ha podido abrir la copia',
  dataFolder: 'Carpeta de datos: {path}',
  tryAgain: 'Volver a intentarlo',
  showFolder: 'Mostrar la carpeta',
}
