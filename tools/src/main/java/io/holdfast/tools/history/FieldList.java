package io.holdfast.tools.history;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.holdfast.client.Id;
import io.holdfast.protocol.codec.ConfirmDecoder;
import io.holdfast.protocol.codec.CreateSaleDecoder;
import io.holdfast.protocol.codec.UuidDecoder;
import java.util.List;

/** Fields of one message in the order in which they are added. */
final class FieldList {
  private static final long NO_LONG = CreateSaleDecoder.opensAtMsNullValue();
  private static final int NO_INT = ConfirmDecoder.quantityNullValue();

  private final JsonObject json = new JsonObject();

  FieldList id(final String name, final UuidDecoder id) {
    json.addProperty(name, new Id(id.hi(), id.lo()).toString());
    return this;
  }

  FieldList number(final String name, final long value) {
    json.addProperty(name, value);
    return this;
  }

  /** Null where it is the schema's null value. */
  FieldList optional(final String name, final long value) {
    json.addProperty(name, value == NO_LONG ? null : value);
    return this;
  }

  /** Null where it is the schema's null value. */
  FieldList optional(final String name, final int value) {
    json.addProperty(name, value == NO_INT ? null : value);
    return this;
  }

  FieldList text(final String name, final String value) {
    json.addProperty(name, value);
    return this;
  }

  /** The names of the bits that are set, bit 0 first; a bit without a name as its number. */
  FieldList flags(final String name, final int bits, final List<String> names) {
    final JsonArray set = new JsonArray();
    for (int bit = 0; bit < Byte.SIZE; bit++) {
      if ((bits & 1 << bit) != 0) {
        set.add(bit < names.size() ? names.get(bit) : "bit " + bit);
      }
    }
    json.add(name, set);
    return this;
  }

  FieldList group(final String name, final List<JsonObject> entries) {
    final JsonArray array = new JsonArray();
    entries.forEach(array::add);
    json.add(name, array);
    return this;
  }

  JsonObject json() {
    return json;
  }
}
