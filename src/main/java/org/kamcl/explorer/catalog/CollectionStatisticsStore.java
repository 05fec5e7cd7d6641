package org.kamcl.explorer.catalog;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.HashMap;
import java.util.Map;
import org.kamcl.engine.inference.CollectionStatistics;
import org.kamcl.explorer.archive.CollectionMeasurements;
import org.kamcl.explorer.archive.ModelId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Statistics of the scores of collections, by model. */
public final class CollectionStatisticsStore implements CollectionMeasurements {
  private static final Logger LOG = LoggerFactory.getLogger(CollectionStatisticsStore.class);

  private final Database database;

  CollectionStatisticsStore(Database database) {
    this.database = database;
  }

  @Override
  public Map<String, CollectionStatistics> all(ModelId model, int calibration) {
    return database.read(
        open -> {
          try (PreparedStatement select =
              open.prepareStatement(
                  "SELECT c.name, s.images, s.scale, s.offset, s.similarity, s.unfamiliar,"
                      + " s.collection_id, s.model_id"
                      + " FROM collection_statistics s JOIN models m ON m.id = s.model_id"
                      + " JOIN collections c ON c.id = s.collection_id"
                      + " WHERE m.hash = ? AND s.calibration = ?")) {
            select.setString(1, model.hash());
            select.setInt(2, calibration);
            Map<String, CollectionStatistics> all = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                CollectionStatistics statistics =
                    new CollectionStatistics(
                        row.getInt(2),
                        row.getDouble(3),
                        row.getDouble(4),
                        row.getDouble(5),
                        row.getInt(6) != 0);
                if (isUsable(statistics)
                    && SealedTable.STATISTICS.isIntact(open, row.getLong(7), row.getLong(8))) {
                  all.put(row.getString(1), statistics);
                } else {
                  // A collection without statistics is measured again.
                  LOG.warn("The statistics of collection {} are damaged.", row.getString(1));
                }
              }
            }
            return all;
          }
        });
  }

  private static boolean isUsable(CollectionStatistics statistics) {
    return statistics.images() >= 0
        && statistics.scale() > 0
        && Double.isFinite(statistics.scale() + statistics.offset() + statistics.similarity());
  }

  @Override
  public void save(ModelId model, int calibration, Map<String, CollectionStatistics> statistics) {
    database.change(
        open -> {
          try (PreparedStatement insert =
              open.prepareStatement(
                  "INSERT OR REPLACE INTO collection_statistics (collection_id, model_id,"
                      + " calibration, images, scale, offset, similarity, unfamiliar)"
                      + " SELECT c.id, m.id, ?, ?, ?, ?, ?, ? FROM collections c, models m"
                      + " WHERE c.name = ? AND m.hash = ?")) {
            for (Map.Entry<String, CollectionStatistics> one : statistics.entrySet()) {
              CollectionStatistics s = one.getValue();
              insert.setInt(1, calibration);
              insert.setInt(2, s.images());
              insert.setDouble(3, s.scale());
              insert.setDouble(4, s.offset());
              insert.setDouble(5, s.similarity());
              insert.setInt(6, s.unfamiliar() ? 1 : 0);
              insert.setString(7, one.getKey());
              insert.setString(8, model.hash());
              insert.executeUpdate();
            }
          }
          SealedTable.STATISTICS.sealNew(open);
        });
  }
}
