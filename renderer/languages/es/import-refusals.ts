import type { Translation } from '../translation.ts'

export const importRefusals: Translation['import-refusals'] = {
  reading: 'Leyendo {name}…',
  stop: 'Detener',
  cancel: 'Cancelar',
  close: 'Cerrar',
  chooseAnother: 'Elegir otro archivo',
  dropHere: 'Suelte aquí el archivo',
  nothingChanged: 'No se ha modificado nada en el taller.',
  encrypted: 'Este archivo está protegido con contraseña. Quítela en el programa con el que se hizo y guárdelo de nuevo.',
  damaged: 'Este archivo está dañado o incompleto. Ábralo en el programa con el que se hizo y guárdelo de nuevo.',
  tooLarge: 'Este archivo contiene más de lo que se puede importar de una vez ({detail}).',
  unknownType: 'El contenido de este archivo no se puede leer aquí, sea cual sea su nombre. {wanted}',
  oldExcel: 'Es un libro de Excel anterior a 2007 (.xls). Ábralo en una hoja de cálculo, guárdelo como .xlsx, .ods o CSV e impórtelo así.',
  oldWord: 'Es un documento de Word anterior a 2007. Guárdelo como .docx e impórtelo así.',
  emptyFile: 'Este archivo está vacío.',
  newerVersion: 'Este archivo es de una versión más reciente de Minuta. Instale la versión actual para abrirlo.',
  badRecord: 'Estos datos de taller contienen algo que Minuta no puede leer: {detail}. Corríjalos en el programa con el que se hicieron y ábralos de nuevo.',
  notReadable: 'No se ha podido abrir este archivo ({detail}).',
  timedOut: 'La lectura de este archivo tardaba demasiado y se ha detenido.',
  crashed: 'La lectura de este archivo ha fallado. El taller está a salvo.',
}
