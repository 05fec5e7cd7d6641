package org.kamcl.explorer.bulk;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** A Parquet file of optional columns, uncompressed. All rows are in memory: a part is small. */
final class ParquetTable {
  /** Types of columns, with the Java types of their values. */
  enum Type {
    /** {@link Long}. */
    INTEGER,
    /** {@link Double}. */
    REAL,
    /** {@link String}. */
    TEXT,
    /** {@link LocalDate}. */
    DATE
  }

  /** A column. */
  record Column(String name, Type type) {}

  private final List<Column> columns;
  private final MessageType schema;

  ParquetTable(List<Column> columns) {
    this.columns = List.copyOf(columns);
    Types.MessageTypeBuilder builder = Types.buildMessage();
    for (Column column : columns) {
      switch (column.type) {
        case INTEGER -> builder.optional(INT64).named(column.name);
        case REAL -> builder.optional(DOUBLE).named(column.name);
        case TEXT ->
            builder.optional(BINARY).as(LogicalTypeAnnotation.stringType()).named(column.name);
        case DATE ->
            builder.optional(INT32).as(LogicalTypeAnnotation.dateType()).named(column.name);
      }
    }
    this.schema = builder.named("rows");
  }

  /**
   * Writes a file.
   *
   * @param file must not exist
   * @param rows with a value, or null, per column
   */
  void write(Path file, List<@Nullable Object[]> rows) throws IOException {
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withType(schema)
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .build()) {
      for (@Nullable Object[] row : rows) {
        writer.write(group(row));
      }
    }
  }

  private Group group(@Nullable Object[] row) {
    Group group = new SimpleGroup(schema);
    for (int i = 0; i < row.length; i++) {
      Object value = row[i];
      if (value instanceof Long number) {
        group.add(i, number);
      } else if (value instanceof Double number) {
        group.add(i, number);
      } else if (value instanceof LocalDate date) {
        group.add(i, Math.toIntExact(date.toEpochDay()));
      } else if (value != null) {
        group.add(i, (String) value);
      }
    }
    return group;
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if the file is missing or its columns are others
   */
  List<@Nullable Object[]> read(Path file) throws IOException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      if (!reader.getFileMetaData().getSchema().getFields().equals(schema.getFields())) {
        throw new IOException("other columns");
      }
      PageReadStore pages = reader.readNextRowGroup();
      while (pages != null) {
        RecordReader<Group> records =
            new ColumnIOFactory()
                .getColumnIO(schema)
                .getRecordReader(pages, new GroupRecordConverter(schema));
        for (long i = 0; i < pages.getRowCount(); i++) {
          rows.add(row(records.read()));
        }
        pages = reader.readNextRowGroup();
      }
    }
    return rows;
  }

  private @Nullable Object[] row(Group group) {
    @Nullable Object[] row = new @Nullable Object[columns.size()];
    for (int i = 0; i < row.length; i++) {
      if (group.getFieldRepetitionCount(i) > 0) {
        row[i] =
            switch (columns.get(i).type) {
              case INTEGER -> group.getLong(i, 0);
              case REAL -> group.getDouble(i, 0);
              case TEXT -> group.getString(i, 0);
              case DATE -> LocalDate.ofEpochDay(group.getInteger(i, 0));
            };
      }
    }
    return row;
  }
}
