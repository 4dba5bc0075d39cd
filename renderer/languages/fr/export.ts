import type { Translation } from '../translation.ts'

export const exporting: Translation['export'] = {
  diskFull: 'Il n’y a plus de place là où le fichier devait aller. Libérez de la place ou choisissez un autre endroit, puis exportez à nouveau. L’atelier est en sûreté.',
  notAllowed: 'On ne peut pas écrire dans ce dossier. Choisissez un autre dossier, puis exportez à nouveau. L’atelier est en sûreté.',
  inUse: 'Un fichier de ce nom est ouvert dans un autre programme. Fermez-le ou choisissez un autre nom, puis exportez à nouveau. L’atelier est en sûreté.',
  noFolder: 'Le dossier n’est pas là, ou n’y est plus. Choisissez un autre dossier, puis exportez à nouveau. L’atelier est en sûreté.',
  cannotWrite: 'Le fichier n’a pas pu être écrit. Vérifiez le dossier et la place libre, puis exportez à nouveau. L’atelier est en sûreté. ({detail})',
  crashed: 'L’export s’est arrêté de façon inattendue. L’atelier est en sûreté. Exportez à nouveau ; si cela se reproduit, essayez un autre format. ({detail})',
  badContent: 'Un élément d’un tableau n’a pas pu être exporté. L’atelier est en sûreté. ({detail})',
  emptyTables: 'Le fichier est vide : ce compte rendu n’a aucun relevé dont on puisse faire un tableau de données.',
  emptyCalendar: 'Le calendrier est vide : aucune action ouverte de ce compte rendu n’a de date complète, la prochaine réunion non plus.',
}
