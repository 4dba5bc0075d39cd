/** Of the app that the page belongs to; filled in by the build. */
declare const __MINUTA_VERSION__: string
