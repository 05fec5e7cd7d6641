package org.kamcl.explorer.search;

import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.explorer.app.Launcher;
import org.kamcl.explorer.domain.ExplorerOffender;
import org.locationtech.jts.geom.Geometry;

/** Violates architecture rules on purpose, so that a test can check that violations are found. */
public record SearchOffender(
    KamclNetwork network,
    RgbImage pixels,
    Launcher application,
    CoordinateReferenceSystem crs,
    Geometry geometry,
    ExplorerOffender cycle) {}
