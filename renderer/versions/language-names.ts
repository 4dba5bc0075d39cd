/** The names of the languages of the minutes, each in itself: whoever looks for theirs finds it. */
export const languageNames: Readonly<Record<string, string>> = { en: 'English', fr: 'Français', es: 'Español', ca: 'Català', it: 'Italiano', el: 'Ελληνικά', ar: 'العربية' }
