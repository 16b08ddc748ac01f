/// What scripts need of the rest of the hotline: small interfaces, each with a `none()` for sites
/// and tests that lack the service. Each promises to answer within its limit; a step that hears
/// nothing takes its own way on.
@org.jspecify.annotations.NullMarked
package org.hamroh.ivr.outside;
