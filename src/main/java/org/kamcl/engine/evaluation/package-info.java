/** Retrieval metrics by the published protocol. (Ji et al., TGRS 2023, section IV-B.) */
package org.kamcl.engine.evaluation;
