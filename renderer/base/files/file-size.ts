/** Sizes of files in the language of the interface: "12.4 MB", "12,4 Mo". */
import type { IntlShape } from 'react-intl'

const bytesPerUnit = 1024

/** `bytes` in the largest unit of which there is one, with a digit after the point below ten. */
export function fileSize(intl: IntlShape, bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
  const power = Math.min(units.length - 1, Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(bytesPerUnit)))
  const value = bytes / bytesPerUnit ** power
  return intl.formatNumber(value, { style: 'unit', unit: units[power] ?? 'byte', unitDisplay: 'short', maximumFractionDigits: value < 10 && power > 0 ? 1 : 0 })
}
