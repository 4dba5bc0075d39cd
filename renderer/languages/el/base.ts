import type { Translation } from '../translation.ts'

export const base: Translation['base'] = {
  close: 'Κλείσιμο',
  clearSearch: 'Καθαρισμός αναζήτησης',
  notifications: 'Ειδοποιήσεις',
  more: 'Περισσότερες εντολές',
  dismiss: 'Απόκρυψη της ειδοποίησης',
  directionAuto: 'Όπως η γλώσσα',
  directionLtr: 'Από αριστερά προς τα δεξιά',
  directionRtl: 'Από δεξιά προς τα αριστερά',
  appearance: 'Εμφάνιση',
  appearance_light: 'Φωτεινή',
  appearance_dark: 'Σκούρα',
}
