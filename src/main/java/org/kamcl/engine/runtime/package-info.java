/**
 * Where the engine runs: device, threads, native libraries, and the one worker pool. Everything
 * else receives an {@link org.kamcl.engine.runtime.EngineRuntime} by constructor.
 */
package org.kamcl.engine.runtime;
