package org.hamroh.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// Hands [Assets] to browsers, packed for those that take them so, and to be kept for good: another
/// content has another address.
final class StaticFiles {

  private final Assets assets;

  StaticFiles(Assets assets) {
    this.assets = assets;
  }

  void serve(RoutingContext context) {
    Optional<Assets.Asset> asset = assets.at(context.normalizedPath());
    if (asset.isEmpty()) {
      context.fail(404);
      return;
    }
    String tag = "\"" + asset.get().hash() + "\"";
    context
        .response()
        .putHeader("Cache-Control", "public, max-age=31536000, immutable")
        .putHeader("ETag", tag);
    if (tag.equals(context.request().getHeader("If-None-Match"))) {
      context.response().setStatusCode(304).end();
      return;
    }
    boolean packed =
        Packing.takes(context.request()) && asset.get().packed().length < asset.get().body().length;
    context
        .response()
        .putHeader("Vary", "Accept-Encoding")
        .putHeader("Content-Type", asset.get().contentType());
    if (packed) {
      context.response().putHeader("Content-Encoding", "gzip");
    }
    context.response().end(Buffer.buffer(packed ? asset.get().packed() : asset.get().body()));
  }
}
