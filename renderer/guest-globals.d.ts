/** Of the app that the page belongs to; filled in by the build. */
declare const MINUTA_VERSION: string
