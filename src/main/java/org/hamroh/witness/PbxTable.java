package org.hamroh.witness;

import java.time.Instant;
import java.util.Optional;
import org.hamroh.call.CallId;
import org.hamroh.witness.TailedFile.Place;
import org.jdbi.v3.core.Handle;

/// What the witness remembers: how far each file has been read (`pbx_file`), and which call a leg
/// belongs to (`pbx_leg`).
final class PbxTable {

  Place place(Handle handle, String file) {
    return handle
        .createQuery("select identity, position from pbx_file where name = :name")
        .bind("name", file)
        .map((row, context) -> new Place(row.getString("identity"), row.getLong("position")))
        .findOne()
        .orElse(Place.BEGINNING);
  }

  void remember(Handle handle, String file, Place place, int damaged) {
    handle
        .createUpdate(
            """
            insert into pbx_file (name, identity, position, damaged)
            values (:name, :identity, :position, :damaged)
            on conflict (name) do update set identity = excluded.identity,
              position = excluded.position, damaged = pbx_file.damaged + excluded.damaged""")
        .bind("name", file)
        .bind("identity", place.identity())
        .bind("position", place.position())
        .bind("damaged", damaged)
        .execute();
  }

  long damaged(Handle handle) {
    return handle
        .createQuery("select coalesce(sum(damaged), 0) from pbx_file")
        .mapTo(Long.class)
        .one();
  }

  void leg(Handle handle, String uniqueId, CallId call, String channelName, Instant at) {
    handle
        .createUpdate(
            """
            insert into pbx_leg (unique_id, call_id, channel_name, seen_at)
            values (:leg, :call, :channel, :at)
            on conflict (unique_id) do nothing""")
        .bind("leg", uniqueId)
        .bind("call", call.value())
        .bind("channel", channelName)
        .bind("at", at.toEpochMilli())
        .execute();
  }

  Optional<CallId> callOf(Handle handle, String uniqueId) {
    return handle
        .createQuery("select call_id from pbx_leg where unique_id = :leg")
        .bind("leg", uniqueId)
        .mapTo(String.class)
        .map(CallId::new)
        .findOne();
  }
}
