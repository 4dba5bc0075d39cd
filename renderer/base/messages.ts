import { catalogue } from './i18n.tsx'

export const messages = catalogue({
  en: {
    close: 'Close',
    cancel: 'Cancel',
    clearSearch: 'Clear search',
    notifications: 'Notifications',
    more: 'More actions',
    dismiss: 'Dismiss',
    undo: 'Undo',
  },
  fr: {
    close: 'Fermer',
    cancel: 'Annuler',
    clearSearch: 'Effacer la recherche',
    notifications: 'Notifications',
    more: 'Autres actions',
    dismiss: 'Fermer l’avis',
    undo: 'Annuler l’action',
  },
})
