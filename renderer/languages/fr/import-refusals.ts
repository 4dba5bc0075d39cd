import type { Translation } from '../translation.ts'

export const importRefusals: Translation['import-refusals'] = {
  reading: 'Lecture de {name}…',
  stop: 'Arrêter',
  cancel: 'Annuler',
  close: 'Fermer',
  chooseAnother: 'Choisir un autre fichier',
  dropHere: 'Déposez le fichier ici',
  nothingChanged: 'Rien n’a changé dans l’atelier.',
  encrypted: 'Ce fichier est protégé par un mot de passe. Retirez-le dans le programme d’origine et enregistrez à nouveau.',
  damaged: 'Ce fichier est endommagé ou incomplet. Ouvrez-le dans le programme d’origine et enregistrez-le à nouveau.',
  tooLarge: 'Ce fichier contient plus que ce qui peut être importé en une fois ({detail}).',
  unknownType: 'Ce que contient ce fichier ne peut pas être lu ici, quel que soit son nom. {wanted}',
  oldExcel: 'C’est un classeur d’Excel d’avant 2007 (.xls). Ouvrez-le dans un tableur, enregistrez-le en .xlsx, .ods ou CSV, puis importez ce fichier.',
  oldWord: 'C’est un document de Word d’avant 2007. Enregistrez-le en .docx, puis importez celui-ci.',
  emptyFile: 'Ce fichier est vide.',
  newerVersion: 'Ce fichier vient d’une version plus récente de Minuta. Installez la version actuelle pour l’ouvrir.',
  badRecord: 'Ces données d’atelier contiennent quelque chose que Minuta ne sait pas lire : {detail}. Corrigez-les dans le programme d’origine, puis ouvrez-les à nouveau.',
  notReadable: 'Ce fichier n’a pas pu être ouvert ({detail}).',
  timedOut: 'La lecture de ce fichier durait trop longtemps et a été arrêtée.',
  crashed: 'La lecture de ce fichier a échoué. L’atelier est intact.',
}
