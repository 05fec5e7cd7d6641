package org.kamcl.explorer.export;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** A Parquet file of hits that is written, uncompressed: embeddings do not get smaller. */
final class HitParquetFile implements AutoCloseable {
  static final String GEOMETRY = "geometry";
  static final String EMBEDDING = "embedding";

  /** Bytes of rows that are collected in memory before they are written. */
  private static final long GROUP_BYTES = 16L << 20;

  private static final String LIST = "list";
  private static final String ELEMENT = "element";
  private static final MessageType SCHEMA = schema();

  private final ParquetWriter<Row> writer;

  private HitParquetFile(ParquetWriter<Row> writer) {
    this.writer = writer;
  }

  /**
   * A row.
   *
   * @param values of the columns
   * @param geometry WKB, or null
   * @param embedding null if there is none
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Row(HitColumn.Row values, byte @Nullable [] geometry, float @Nullable [] embedding) {}

  /**
   * Begins a file.
   *
   * @param out is not closed
   * @param metadata of the file
   */
  static HitParquetFile open(OutputStream out, Map<String, String> metadata) throws IOException {
    return new HitParquetFile(
        new Builder(new Target(out), metadata)
            .withConf(new PlainParquetConfiguration())
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .withRowGroupSize(GROUP_BYTES)
            .withDictionaryEncoding(EMBEDDING + "." + LIST + "." + ELEMENT, false)
            .build());
  }

  void write(Row row) throws IOException {
    writer.write(row);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static MessageType schema() {
    Types.MessageTypeBuilder schema = Types.buildMessage();
    for (HitColumn column : HitColumn.ALL) {
      switch (column.type()) {
        case INTEGER -> schema.optional(INT64).named(column.name());
        case REAL -> schema.optional(DOUBLE).named(column.name());
        case TEXT ->
            schema.optional(BINARY).as(LogicalTypeAnnotation.stringType()).named(column.name());
        case DATE ->
            schema.optional(INT32).as(LogicalTypeAnnotation.dateType()).named(column.name());
      }
    }
    schema.optional(BINARY).named(GEOMETRY);
    schema.optionalList().requiredElement(FLOAT).named(EMBEDDING);
    return schema.named("hits");
  }

  private static final class Builder extends ParquetWriter.Builder<Row, Builder> {
    private final Map<String, String> metadata;

    Builder(OutputFile file, Map<String, String> metadata) {
      super(file);
      this.metadata = metadata;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // The library still declares it.
    protected WriteSupport<Row> getWriteSupport(Configuration configuration) {
      return new Rows(metadata);
    }

    @Override
    protected WriteSupport<Row> getWriteSupport(ParquetConfiguration configuration) {
      return new Rows(metadata);
    }
  }

  /** Takes rows apart. */
  private static final class Rows extends WriteSupport<Row> {
    private final Map<String, String> metadata;
    private @Nullable RecordConsumer target;

    Rows(Map<String, String> metadata) {
      this.metadata = metadata;
    }

    @Override
    @SuppressWarnings("deprecation") // The library still declares it.
    public WriteContext init(Configuration configuration) {
      return new WriteContext(SCHEMA, metadata);
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
      return new WriteContext(SCHEMA, metadata);
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      target = consumer;
    }

    @Override
    public void write(Row row) {
      RecordConsumer out = target;
      if (out == null) {
        throw new IllegalStateException("Nothing to write to");
      }
      out.startMessage();
      int index = 0;
      for (HitColumn column : HitColumn.ALL) {
        Object value = column.value(row.values());
        if (value != null) {
          out.startField(column.name(), index);
          add(out, value);
          out.endField(column.name(), index);
        }
        index++;
      }
      byte[] geometry = row.geometry();
      if (geometry != null) {
        out.startField(GEOMETRY, index);
        out.addBinary(Binary.fromConstantByteArray(geometry));
        out.endField(GEOMETRY, index);
      }
      float[] embedding = row.embedding();
      if (embedding != null) {
        out.startField(EMBEDDING, index + 1);
        add(out, embedding);
        out.endField(EMBEDDING, index + 1);
      }
      out.endMessage();
    }

    private static void add(RecordConsumer out, Object value) {
      if (value instanceof Long number) {
        out.addLong(number);
      } else if (value instanceof Double number) {
        out.addDouble(number);
      } else if (value instanceof LocalDate date) {
        out.addInteger(Math.toIntExact(date.toEpochDay()));
      } else {
        out.addBinary(Binary.fromString((String) value));
      }
    }

    private static void add(RecordConsumer out, float[] values) {
      out.startGroup();
      out.startField(LIST, 0);
      for (float value : values) {
        out.startGroup();
        out.startField(ELEMENT, 0);
        out.addFloat(value);
        out.endField(ELEMENT, 0);
        out.endGroup();
      }
      out.endField(LIST, 0);
      out.endGroup();
    }
  }

  /**
   * A stream as a file of the library.
   *
   * @param out is not closed
   */
  private record Target(OutputStream out) implements OutputFile {
    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return new CountedStream(out);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }

  private static final class CountedStream extends PositionOutputStream {
    private final OutputStream out;
    private long position;

    CountedStream(OutputStream out) {
      this.out = out;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
      position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      position += length;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.flush();
    }
  }
}
