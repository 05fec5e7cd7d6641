/**
 * The engine's environment: device, threads, native libraries, and the worker pool. All other
 * packages receive an {@link org.kamcl.engine.runtime.EngineRuntime} by constructor. Works with DJL
 * and libtorch only.
 */
@NullMarked
package org.kamcl.engine.runtime;

import org.jspecify.annotations.NullMarked;
