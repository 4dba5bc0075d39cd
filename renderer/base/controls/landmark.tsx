/** Regions of the window that F6 and Shift+F6 move between, and that assistive technology lists. */
import { useRef, type ReactNode } from 'react'
import { useLandmark } from 'react-aria/useLandmark'

const landmarks = {
  main: 'main',
  navigation: 'nav',
  complementary: 'aside',
  banner: 'header',
  contentinfo: 'footer',
  region: 'section',
} as const

export type LandmarkProps = {
  readonly kind: keyof typeof landmarks
  readonly label: string
  readonly className?: string
  /** Out of sight and out of the way of the keyboard, with everything inside as it was. */
  readonly isHidden?: boolean
  readonly children: ReactNode
}

/** A region with a name. F6 puts the focus into the next one, on what was focused there last. */
export function Landmark({ kind, label, className, isHidden = false, children }: LandmarkProps): ReactNode {
  const ref = useRef<HTMLElement>(null)
  const { landmarkProps } = useLandmark({ role: kind, 'aria-label': label }, ref)
  const Tag = landmarks[kind]
  return (
    <Tag {...landmarkProps} ref={ref} className={className} hidden={isHidden}>
      {children}
    </Tag>
  )
}
