/**
 * What {@code kamcl doctor} examines: one class per {@link org.kamcl.explorer.doctor.HealthCheck},
 * listed in {@link org.kamcl.explorer.doctor.Doctor}. Checks report what they find and what to do;
 * they change nothing. Works with {@code context}, {@code catalog} and the engine.
 */
@NullMarked
package org.kamcl.explorer.doctor;

import org.jspecify.annotations.NullMarked;
