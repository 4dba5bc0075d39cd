/** To be imported before anything else by whatever process a relay runs in. */
import { setFlagsFromString } from 'node:v8'

// What passes through a relay is garbage at once. By default V8 would give it 48 MiB to lie in, a quarter of what the relay needs.
setFlagsFromString('--semi-space-growth-factor=1')
