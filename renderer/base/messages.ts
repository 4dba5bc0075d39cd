import { catalogue } from './i18n.tsx'

export const messages = catalogue({
  en: {
    close: 'Close',
    clearSearch: 'Clear search',
    notifications: 'Notifications',
    more: 'More actions',
    dismiss: 'Dismiss',
  },
  fr: {
    close: 'Fermer',
    clearSearch: 'Effacer la recherche',
    notifications: 'Notifications',
    more: 'Autres actions',
    dismiss: 'Fermer l’avis',
  },
})
