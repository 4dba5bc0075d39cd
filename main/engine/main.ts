/** Entry of the engine process. */
process.on('disconnect', () => process.exit(0))
